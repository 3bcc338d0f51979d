"""Questions in other languages become the English questions that they are."""

from collections.abc import Sequence

import pytest

from rag.interpretation.languages.reading import read_language
from rag.interpretation.languages.words import Word


class KnownWords:
    """The words of a small library, without speakers."""

    def __init__(self, *words: str) -> None:
        self._words = {word.casefold() for word in words}

    def has_word(self, word: str) -> bool:
        return word.casefold() in self._words

    def find_name(self, run: Sequence[Word], start: int, code: str) -> tuple[str, int]:
        name = run[start].typed if code and run[start].typed in {"Kagame", "Tusk", "Orban"} else ""
        return name, int(bool(name))


LIBRARY = KnownWords("Benghazi", "Minsk", "Shell", "embargo")


def read(question: str) -> str:
    language = read_language(question, LIBRARY)
    assert language is not None
    return language.question


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Was hat Kagame über den Völkermord gesagt?", "what did Kagame say about genocide?"),
        ("Wie denkt Tusk über Migranten?", "what did Tusk say about migrants?"),
        ("Qu'a déclaré Kagame à propos du génocide ?", "what did Kagame say about genocide?"),
        ("Combien d'orateurs ont mentionné la Libye ?", "how many speakers mentioned Libya?"),
        ("Türkiye Libya'yı neden işgal etti?", "why Türkiye Libya invasion?"),
        ("¿Qué opina Tusk sobre la ampliación?", "what did Tusk say about enlargement?"),
        ("O que disse Kagame acerca do genocídio?", "what did Kagame say about genocide?"),
        ("Che cosa pensa Orban dei migranti?", "what did Orban say about migrants?"),
        ("Tusk göçmenler hakkında ne düşünüyor?", "what did Tusk say about migrants?"),
        ("ماذا قالت فرنسا عن العقوبات؟", "what did France say about sanctions?"),
        ("Что думает Путин о ядерном оружии?", "what did Putin say about nuclear weapons?"),
        ("Що каже Путін про ядерну зброю?", "what did Putin say about nuclear weapons?"),
        ("Co Tusk sądzi o sankcjach?", "what did Tusk say about sanctions?"),
    ],
)
def test_what_somebody_said_on_a_subject_in_ordinary_words(question: str, english: str) -> None:
    assert read(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Was wurde über Streumunition gesagt?", "what was said on cluster munitions?"),
        ("Was wurde von Kagame über Armut gesagt?", "what did Kagame say about poverty?"),
        ("Qu'est-ce qui a été dit sur les droits des femmes ?", "what was said on women's rights?"),
        ("¿Qué se dijo acerca de la sequía?", "what was said on drought?"),
        ("O que foi dito sobre as alterações climáticas?", "what was said on climate change?"),
        ("Cosa è stato detto sulla pena di morte?", "what was said on death penalty?"),
        ("Kıtlık hakkında neler söylendi?", "what was said on famine?"),
        ("ماذا قيل عن نزع السلاح؟", "what was said on disarmament?"),
        ("Что говорили об изменении климата?", "what was said on climate change?"),
        ("Що говорили про біженців?", "what was said on refugees?"),
        ("Co mówiono o karze śmierci?", "what was said on death penalty?"),
    ],
)
def test_what_was_said_in_the_passive(question: str, english: str) -> None:
    assert read(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Welche Haltung hat Tusk zur Todesstrafe?", "what did Tusk say about death penalty?"),
        ("Quelle est la position du Maroc sur le Sahara occidental ?", "what did Morocco say about Western Sahara?"),
        ("¿Cuál es la postura de Chile sobre la pesca?", "what did Chile say about fisheries?"),
        ("Qual é a posição do Brasil sobre o comércio livre?", "what did Brazil say about free trade?"),
        ("Qual è la posizione tedesca sul debito?", "what did Germany say about debt?"),
        ("Tusk'un yaptırımlar konusundaki tutumu nedir?", "what did Tusk say about sanctions?"),
        ("ما موقف مصر من المستوطنات؟", "what did Egypt say about settlements?"),
        ("Какова позиция Китая по Тибету?", "what did China say about Tibet?"),
        ("Яка позиція Польщі щодо енергетики?", "what did Poland say about energy?"),
        ("Jakie jest stanowisko Niemiec w sprawie długu?", "what did Germany say about debt?"),
    ],
)
def test_the_position_of_somebody(question: str, english: str) -> None:
    assert read(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Hat Kagame jemals etwas zur Korruption gesagt?", "did Kagame mention corruption?"),
        ("Wurde die Piraterie erwähnt?", "was piracy mentioned?"),
        ("Kagame a-t-il parlé de la corruption ?", "did Kagame mention corruption?"),
        ("¿Ha mencionado Tusk el desempleo?", "did Tusk mention unemployment?"),
        ("Kagame falou da corrupção?", "did Kagame mention corruption?"),
        ("Tusk ha menzionato la disoccupazione?", "did Tusk mention unemployment?"),
        ("Tusk işsizlik hakkında bir şey söyledi mi?", "did Tusk mention unemployment?"),
        ("هل ذكرت تركيا الزلزال؟", "did Türkiye mention earthquake?"),
        ("Упоминал ли Путин о коррупции?", "did Putin mention corruption?"),
        ("Чи згадував Путін про корупцію?", "did Putin mention corruption?"),
        ("Czy Tusk wspomniał o bezrobociu?", "did Tusk mention unemployment?"),
    ],
)
def test_whether_somebody_spoke_of_it(question: str, english: str) -> None:
    assert read(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Wer hat die Drohnen am häufigsten erwähnt?", "who mentioned drones most often?"),
        ("Wie oft hat Kagame den Handel erwähnt?", "how often did Kagame mention trade?"),
        ("Wann sprach Tusk zum ersten Mal über Zölle?", "when did Tusk first mention tariffs?"),
        ("Qui a parlé en premier des otages ?", "who first mentioned hostages?"),
        ("Quand Kagame a-t-il parlé du commerce ?", "when did Kagame speak about trade?"),
        ("¿Cuántas veces mencionó Tusk los aranceles?", "how often did Tusk mention tariffs?"),
        ("Quem falou sobre os reféns?", "who spoke about hostages?"),
        ("Chi ha menzionato la pesca?", "who mentioned fisheries?"),
        ("Rehineler hakkında kim konuştu?", "who spoke about hostages?"),
        ("من تحدث عن الرهائن؟", "who spoke about hostages?"),
        ("Кто чаще всего говорил о засухе?", "who mentioned drought most often?"),
        ("Хто згадував про посуху?", "who mentioned drought?"),
        ("Kto mówił o suszy w 2012 roku?", "who spoke about drought in 2012?"),
        ("Wer sprach seit 2010 über Aids?", "who spoke about AIDS since 2010?"),
    ],
)
def test_who_when_and_how_often(question: str, english: str) -> None:
    assert read(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("und Brasilien?", "and Brazil?"),
        ("et l'Espagne ?", "and Spain?"),
        ("¿y Alemania?", "and Germany?"),
        ("e o Japão?", "and Japan?"),
        ("e la Grecia?", "and Greece?"),
        ("peki ya Mısır?", "and Egypt?"),
        ("والصين؟", "and China?"),
        ("а Индия?", "and India?"),
        ("а Індія?", "and India?"),
        ("a Węgry?", "and Hungary?"),
    ],
)
def test_a_follow_up_stays_one(question: str, english: str) -> None:
    assert read(question) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Guten Abend", "hello"),
        ("Bonsoir !", "hello"),
        ("Muchas gracias", "thank you"),
        ("O que posso perguntar?", "what can you do?"),
        ("Cosa sai fare?", "what can you do?"),
        ("Kaç makale var?", "how many articles do you have?"),
        ("ما هي المصادر المتاحة؟", "which sources do you have?"),
        ("Какие языки ты понимаешь?", "which languages do you understand?"),
        ("Які джерела є?", "which sources do you have?"),
        ("Ile artykułów jest w bibliotece?", "how many articles do you have?"),
        ("Welches ist der neueste Artikel?", "what is the newest article?"),
    ],
)
def test_questions_on_the_library_and_greetings(question: str, english: str) -> None:
    assert read(question) == english


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Was wurde über Quallen gesagt?", "Quallen"),
        ("Qu'a dit Kagame sur les coccinelles ?", "coccinelles"),
        ("¿Qué se dijo sobre las luciérnagas?", "luciérnagas"),
        ("O que foi dito sobre as joaninhas?", "joaninhas"),
        ("Cosa è stato detto sulle lucciole?", "lucciole"),
        ("Denizanaları hakkında ne söylendi?", "Denizanaları"),
        ("ماذا قيل عن اليراعات؟", "اليراعات"),
        ("Что было сказано о светлячках?", "светлячках"),
        ("Що було сказано про світлячків?", "світлячків"),
        ("Co powiedziano o świetlikach?", "świetlikach"),
    ],
)
def test_a_subject_without_a_translation_is_named_and_the_question_is_not_read(question: str, left: str) -> None:
    language = read_language(question, LIBRARY)
    assert language is not None
    assert not language.question
    assert language.unread == (left,)
    assert left in language.note


def test_what_could_be_read_is_asked_and_the_rest_named() -> None:
    language = read_language("Was sagte Kagame über Quallen und Dürre?", LIBRARY)
    assert language is not None
    assert language.question == "what did Kagame say about drought?"
    assert language.unread == ("Quallen",)


def test_words_that_stand_in_the_library_are_kept() -> None:
    assert read("Was wurde zum Embargo gegen Benghazi gesagt?") == "what was said on embargo Benghazi?"


def test_a_speaker_that_is_not_known_is_not_left_out() -> None:
    language = read_language("Was sagte Hirsekorn über Dürre?", LIBRARY)
    assert language is not None
    assert not language.question
    assert language.unread == ("Hirsekorn",)


@pytest.mark.parametrize("question", ["Wat zei Tusk over gas?", "Vad sade Tusk om gas?", "图斯克说了什么？"])
def test_a_language_that_is_not_read_is_said_so(question: str) -> None:
    language = read_language(question, LIBRARY)
    assert language is not None
    assert not language.question
    assert "not read" in language.note


@pytest.mark.parametrize("question", ["Le Monde", "what did Tusk say?", "El Salvador", "Kagame, trade", "die Linke"])
def test_english_and_bare_names_are_left_alone(question: str) -> None:
    assert read_language(question, LIBRARY) is None
