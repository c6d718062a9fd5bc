"""Several settle and close the same period at once: one run, one closure, one answer."""

import json

from tests.installation import Installation

CLOSE = ("settle", "account-executive", "--period", "2017-Q3", "--close", "--json")
AT_ONCE = 3


def test_those_who_settle_and_close_at_once_get_one_run(own_maventech: Installation) -> None:
    started = [own_maventech.start(*CLOSE) for _ in range(AT_ONCE)]
    told = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0] * AT_ONCE, told
    runs = [json.loads(each[each.index("{") : each.rindex("}") + 1]) for each in told]
    assert {each["run"] for each in runs} == {"account-executive-2017-q3-1"}
    assert {each["total"] for each in runs} == {"169534.80"}
    assert {each["state"] for each in runs} == {"closed"}
