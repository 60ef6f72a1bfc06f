"""In which language an article is written; only English is read further.

Nearly everything given to onrecord is English, so a count of small English
words comes first, and the language model (py3langid, a tenth of a second to
load) is asked only about texts that fail it.
"""

import re
import threading
from functools import cache
from typing import TYPE_CHECKING

from onrecord.record import Skipped, SkipReason

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# How much of a text is looked at, in characters.
_SAMPLE = 2000
# Below this many words a text tells too little to be doubted lightly.
_FEW_WORDS = 20
# English prose has 0.25 to 0.4 of these words; other languages stay below 0.05.
_ENGLISH_SHARE = 0.15
_MAYBE_ENGLISH_SHARE = 0.06

# Small words that other languages in Latin script do not share: “in”, “is”,
# “was”, “for”, “me” are left out because Dutch, German or Danish have them.
_ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "that", "with", "from", "by", "his", "her", "their", "its",
        "which", "who", "has", "have", "had", "were", "been", "he", "she", "it", "they", "this",
        "these", "those", "are", "be", "would", "could", "should", "not", "but", "about",
        "after", "said", "says", "there", "when", "what", "we", "you", "our", "your", "than",
        "into", "more", "or", "if",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")

# The languages that py3langid tells apart, under their English names.
_NAMES = """
af Afrikaans; am Amharic; an Aragonese; ar Arabic; ary Moroccan Arabic; arz Egyptian Arabic;
as Assamese; az Azerbaijani; ba Bashkir; be Belarusian; bg Bulgarian; bn Bengali; br Breton;
bs Bosnian; ca Catalan; cs Czech; cy Welsh; da Danish; de German; dz Dzongkha; el Greek; en
English; eo Esperanto; es Spanish; et Estonian; eu Basque; fa Persian; fi Finnish; fo
Faroese; fr French; fy West Frisian; ga Irish; gd Scottish Gaelic; gl Galician; grc Ancient
Greek; gu Gujarati; ha Hausa; hbo Biblical Hebrew; he Hebrew; hi Hindi; hr Croatian; ht
Haitian Creole; hu Hungarian; hy Armenian; id Indonesian; ig Igbo; is Icelandic; it Italian;
ja Japanese; jv Javanese; ka Georgian; kk Kazakh; km Khmer; kn Kannada; ko Korean; ku
Kurdish; ky Kyrgyz; la Latin; lb Luxembourgish; lg Ganda; ln Lingala; lo Lao; lt Lithuanian;
lv Latvian; mg Malagasy; mk Macedonian; ml Malayalam; mn Mongolian; mr Marathi; ms Malay; mt
Maltese; my Burmese; nb Norwegian Bokmål; ne Nepali; nl Dutch; nn Norwegian Nynorsk; no
Norwegian; oc Occitan; om Oromo; or Odia; pa Punjabi; pcm Nigerian Pidgin; pl Polish; ps
Pashto; pt Portuguese; qu Quechua; ro Romanian; ru Russian; rw Kinyarwanda; sa Sanskrit; se
Northern Sami; si Sinhala; sk Slovak; sl Slovenian; sn Shona; so Somali; sq Albanian; sr
Serbian; st Southern Sotho; sv Swedish; sw Swahili; ta Tamil; te Telugu; tg Tajik; th Thai;
tk Turkmen; tl Tagalog; tr Turkish; tt Tatar; ug Uyghur; uk Ukrainian; ur Urdu; uz Uzbek; vi
Vietnamese; vo Volapük; wa Walloon; wuu Wu Chinese; xh Xhosa; yo Yoruba; yue Cantonese; zh
Chinese; zu Zulu
"""


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`.

    A text of a few words is taken for English unless it clearly is not, and so
    is one with no words at all.

    >>> language_of("The council said that it would not pay for the bridge.")
    'en'
    >>> language_of("Министр отказался отвечать на вопросы журналистов в четверг.")
    'ru'
    """
    guess = _language_of_sample(text[:_SAMPLE])
    if guess == "en" or len(text) < 3 * _SAMPLE:
        return guess
    # An English article can open with a long foreign text: a quoted letter, a
    # notice in several languages.  Its middle tells.
    middle = len(text) // 2
    inner = text[middle : middle + _SAMPLE]
    return "en" if _english_share(inner) >= _ENGLISH_SHARE else guess


def language_name(code: str) -> str:
    """The English name of a language, or the code itself where it is not known."""
    for entry in " ".join(_NAMES.split()).split("; "):
        if entry.startswith(f"{code} "):
            return entry[len(code) + 1 :]
    return code


def other_language(source: str, code: str) -> Skipped:
    """What is returned for an article that is not in English."""
    detail = f"the article is in {language_name(code)} ({code}); only English is read"
    return Skipped(source, SkipReason.OTHER_LANGUAGE, detail)


def _english_share(sample: str) -> float:
    words = _WORD.findall(sample.lower())
    return sum(word in _ENGLISH for word in words) / len(words) if words else 0.0


def _language_of_sample(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    if not words:
        return "en"
    english = sum(word in _ENGLISH for word in words) / len(words)
    if english >= _ENGLISH_SHARE:
        return "en"
    letters = "".join(words)
    if len(_LATIN.findall(letters)) < len(letters) / 2:
        return _classify(sample)[0]
    if len(words) < _FEW_WORDS:
        # A headline or a caption: “Police arrest Marta Ilves” has no small word
        # at all, so that only a confident guess is believed.
        if len(words) < 5:
            return "en"
        code, probability = _classify(sample)
        return code if probability > (0.98 if english else 0.85) else "en"
    code, probability = _classify(sample)
    if english >= _MAYBE_ENGLISH_SHARE and probability < 0.999:
        return "en"
    return code


def _classify(sample: str) -> tuple[str, float]:
    with _lock:
        identifier = _identifier()
    # All capitals look foreign to a model trained on ordinary text.
    code, probability = identifier.classify(sample.lower() if sample.isupper() else sample)
    # “zxx” is the model's word for text without any language: names, figures.
    return "en" if code == "zxx" else str(code), float(probability)


_lock = threading.Lock()


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
