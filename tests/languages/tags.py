"""Languages that between them have every plural category, digit and side."""

EVERY_TAG = (
    "ar",
    "cs",
    "cy",
    "da",
    "de",
    "en",
    "es",
    "fr",
    "ga",
    "he",
    "hi",
    "ja",
    "lt",
    "lv",
    "pl",
    "pt",
    "ru",
    "sl",
    "sv",
)
