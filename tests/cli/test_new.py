"""`fieldpact new`: how it ends. What it makes is in tests/starters."""


def test_the_defaults_make_an_app_that_checks_clean(fieldpact, tmp_path):
    result = fieldpact("new", tmp_path, "--defaults")
    assert result.exit_code == 0
    [folder] = tmp_path.iterdir()
    assert str(folder / "spec.yaml") in result.output
    assert fieldpact("check", folder).exit_code == 0


def test_a_second_one_of_the_same_name_is_refused(fieldpact, tmp_path):
    fieldpact("new", tmp_path, "--defaults")
    [folder] = tmp_path.iterdir()
    (folder / "spec.yaml").write_text("mine")
    result = fieldpact("new", tmp_path, "--defaults")
    assert result.exit_code == 1 and "error[folder-exists]" in result.output
    assert (folder / "spec.yaml").read_text() == "mine"


def test_a_word_python_keeps_for_itself_still_makes_an_app(fieldpact, tmp_path):
    assert (
        fieldpact("new", tmp_path, "--defaults", "--answer", "record=Class", "--answer", "app_name=Import").exit_code
        == 0
    )
    [folder] = tmp_path.iterdir()
    assert fieldpact("check", folder).exit_code == 0


def test_an_answer_without_a_question_is_a_usage_error(fieldpact, tmp_path):
    assert fieldpact("new", tmp_path, "--defaults", "--answer", "nonsense").exit_code == 2
    assert list(tmp_path.iterdir()) == []
