"""Currencies: how many decimals they have and how they are written."""

from __future__ import annotations

from fieldapp.fields.locale import Locale, ascii_digits

# ISO 4217, every active currency whose minor unit isn't two digits.
_WHOLE = ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF")
_DIGITS = {
    **dict.fromkeys((*_WHOLE, "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


# What people type beside the sign of their language.
_SIGNS = {
    **{code: (sign,) for code, sign in zip(("EUR", "USD", "GBP", "JPY", "INR", "KRW"), "€$£¥₹₩", strict=True)},
    **dict.fromkeys(("SEK", "NOK", "DKK"), ("kr",)),
    "PLN": ("zł",),
    "BRL": ("R$",),
}


def minor_digits(currency: str) -> int:
    """Decimals of the currency by ISO 4217: 2 for SEK, 0 for JPY, 3 for KWD."""
    return _DIGITS.get(currency, 2)


def symbol(currency: str, locale: Locale) -> str:
    """The sign people of the language know, else the code."""
    return locale.currency_sign or currency


def with_symbol(amount: str, currency: str, locale: Locale) -> str:
    """A written amount with its currency, in the language's order: `€12.50`, `SEK 12.50`, `12,50 kr`."""
    negative = amount.startswith(locale.minus)
    pattern = locale.money_minus if negative else locale.money
    return pattern.format(n=amount.removeprefix(locale.minus), sign=symbol(currency, locale))


def without_symbol(text: str, currency: str, locale: Locale) -> str:
    """What is left when a currency before or after the amount is taken away; other words stay for the reader to see."""
    rest = ascii_digits(text, locale).replace("−", "-").strip()
    if rest.startswith("-"):  # `-€12`: the minus belongs to what is left
        return "-" + without_symbol(rest[1:], currency, locale)
    sign = ascii_digits(symbol(currency, locale), locale)
    known = (sign, currency, *_SIGNS.get(currency, ()))
    for form in sorted({spelled for name in known for spelled in (name, name.rstrip("."))}, key=lambda f: (-len(f), f)):
        if rest.casefold().endswith(form.casefold()):
            return rest[: -len(form)].strip()
        if rest.casefold().startswith(form.casefold()):
            return rest[len(form) :].strip()
    return rest
