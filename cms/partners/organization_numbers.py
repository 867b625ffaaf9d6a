"""Organisation numbers: ten digits, of which the last one checks the others.

The third digit is at least 2, which tells them from personal numbers: nobody's is asked for,
and none is taken. Source: Skatteverket, SKV 709, "Organisationsnummer".
"""


def is_organization_number(digits: str) -> bool:
    """Whether ten digits are a number that an organisation may have."""
    if len(digits) != 10 or not digits.isdecimal() or int(digits[2]) < 2:
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0
