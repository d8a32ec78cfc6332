"""A table that a spreadsheet opens holds no formula of a stranger's."""

import pytest

from autograder.spreadsheet import harmless, harmless_table


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-x", "@sum", "\tx", "\rx", "\nx"])
def test_a_text_that_would_run_is_marked(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-1.5", "+2", "x=1", "", 3, -2.5, None])
def test_numbers_and_other_texts_stay(value):
    assert harmless(value) == value


def test_a_whole_table_keeps_its_other_cells():
    table = 'id,name,score\r\n1,"=HYPERLINK(""http://x"",""y"")",-1.5\r\n2,"a, b",3\r\n'
    assert harmless_table(table) == 'id,name,score\r\n1,"\'=HYPERLINK(""http://x"",""y"")",-1.5\r\n2,"a, b",3\r\n'
