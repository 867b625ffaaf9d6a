"""Phone numbers as people in Sweden write them."""

import phonenumbers

REGION = "SE"


def check_phone(number: str) -> None:
    """Raise ValueError where a text is no phone number; empty is fine."""
    if number and not (_is_short(number) or _is_long(number)):
        raise ValueError(number)


def dialable(number: str) -> str:
    """Return what a phone dials: 0911-69 60 00 becomes +46911696000, 1177 stays 1177."""
    digits = "".join(character for character in number if character.isdigit())
    if _is_short(number):
        return digits
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return digits
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _is_long(number: str) -> bool:
    """Whether the number may exist: those reserved for examples may, though no one has them."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, REGION))
    except phonenumbers.NumberParseException:
        return False


def _is_short(number: str) -> bool:
    """Whether it is a number such as 112, 1177 or 114 14."""
    digits = "".join(character for character in number if character.isdigit())
    return 3 <= len(digits) <= 6 and digits.startswith("1")
