from index.attribution.forms.labels.label_names import complete_names
from index.attribution.forms.labels.label_text import LabelText


def test_initials_are_those_of_each_part_of_a_name_with_a_hyphen() -> None:
    labels = [LabelText("person", name=name) for name in ("ABENA OSEI-DUNN", "EVA LIND", "AOD", "EL")]
    names = [label.name for label in complete_names(labels, "", 0) if label]
    assert names == ["ABENA OSEI-DUNN", "EVA LIND", "ABENA OSEI-DUNN", "EVA LIND"]
