"""Currencies: how many decimals they have and how they are written."""

from __future__ import annotations

from fieldapp.fields.locale import NO_BREAK, Locale

# ISO 4217, every active currency whose minor unit isn't two digits.
_WHOLE = ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF")
_DIGITS = {
    **dict.fromkeys((*_WHOLE, "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "PLN": "zł", "BRL": "R$", "INR": "₹", "KRW": "₩"}
_AT_HOME = {("sv", "SEK"): "kr", ("nb", "NOK"): "kr", ("da", "DKK"): "kr."}


def minor_digits(currency: str) -> int:
    """Decimals of the currency by ISO 4217: 2 for SEK, 0 for JPY, 3 for KWD."""
    return _DIGITS.get(currency, 2)


def symbol(currency: str, locale: Locale) -> str:
    """The sign people of the language know, else the code."""
    return _AT_HOME.get((locale.language, currency)) or _SIGNS.get(currency, currency)


def with_symbol(amount: str, currency: str, locale: Locale) -> str:
    """A written amount with its currency, in the language's order: `€12.50`, `SEK 12.50`, `12,50 kr`."""
    sign = symbol(currency, locale)
    if not locale.currency_first:
        return f"{amount}{NO_BREAK}{sign}"
    space = NO_BREAK if sign[-1].isalpha() or locale.decimal == "," else ""
    minus, digits = ("-", amount[1:]) if amount.startswith("-") else ("", amount)
    return f"{minus}{sign}{space}{digits}"


def without_symbol(text: str, currency: str) -> str:
    """What is left when a currency before or after the amount is taken away; other words stay for the reader to see."""
    rest = text.strip()
    if rest.startswith("-"):  # `-€12`: the minus belongs to what is left
        return "-" + without_symbol(rest[1:], currency)
    signs = [currency, _SIGNS.get(currency, currency)]
    signs += [sign for (_, home), sign in _AT_HOME.items() if home == currency]
    for sign in (form for known in signs for form in (known, known.rstrip("."))):
        if rest.casefold().endswith(sign.casefold()):
            return rest[: -len(sign)].strip()
        if rest.casefold().startswith(sign.casefold()):
            return rest[len(sign) :].strip()
    return rest
