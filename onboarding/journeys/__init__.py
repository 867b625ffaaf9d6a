"""The engine: from a journey and a household's answers to questions, dates and a plan.

Plain Python: no Django, no Wagtail, no language. Texts come in with the journey and go out
unchanged; everything else is keys.
"""
