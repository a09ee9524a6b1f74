"""Digits as long as a person's number are refused however they are written, and honest figures are read."""

from decimal import Decimal

import pytest

from tests.documents.small import problems_of
from underheaven.documents.digits import long_number, long_numeral
from underheaven.documents.people import LONG_NUMBER_WHY, MANY_REFERENCES
from underheaven.documents.reading import read_text
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy

PERSONAL = (
    "110101199003074477", "id110101199003074477x", "110101 19900307 4477", "1101-0119-9003-0744",
    "6222 0212 3456 7890", "138 1234 5678", "138-1234-5678", "+86 138 0013 8000", "(212) 555-0123",
    "212.555.0123", "2125550123", "123-45-6789", "१३८१२३४५६७८", "１３８１２３４５６７８", "138_1234_5678",
    "06 12 34 56 78", "一三八一二三四五六七八", "https://x.org/110101199003074477",
    "doi:10.1000/110101199003074477", "10.1000/13812345678", "1 3 8 1 2 3 4 5 6 7 8", "¹³⁸¹²³⁴⁵⁶⁷⁸",
    "1:3:8:0:0:1:2:3:4:5:6", "138;1234;5678", "(138)(1234)(5678)", "138=1234=5678", "138\\\\1234\\\\5678",
    "138&1234&5678", "138、1234、5678", "138。1234。5678", "138  1234  5678", "138 / 0234 / 5678",
    "138, 0234, 5678", "138. 0234. 5678", "壹叁捌壹贰叁肆伍陆柒捌", "13812345=678", "138 : 1234 : 5678",
    "138][1234][5678",
    "DE89 3704 0044 0532 0130 00", "ISBN 1234567890123", "192.168.100.100", "138\N{NO-BREAK SPACE}1234 5678",
)  # fmt: skip
HONEST = (
    "2014-06-14", "pp. 1565-1593", "2015-2017", "10.1145/3287560.3287585", "10.1177/1461444819826402",
    "2014, 2015, 2016, 2017", "2014-2015-2016", "1,411,778,724", "1 411 778 724", "ISBN 978-0-306-40615-7",
    "ISBN 0-306-40615-2", "http://www.stats.gov.cn/tjsj/zxfb/202105/t20210510_1817176.html",
    "http://www.xinhuanet.com/politics/2019-07/16/c_1124758964.htm", "2018;359(6380):1094-1096",
    "45(3) 1094-1096", "2019-01-01 to 2020-01-01", "10000-20000", "0.12 0.13 0.14 0.15", "GB 35273-2020",
    "doi:10.1007/978-3-030-12345-6_7", "1,000,000 - 2,000,000", "0.123456789012", "arXiv:2305.01234v2",
    "2018;24(5):712-730", "24(12):1234-1256", "2014, 2015, 2016, 2017 and 3,000", "100, 2000, 30000",
    "10:30:45", "2014; 2015; 2016; 2017", "1000. 2014: 3000", "2014-06-14; 2015-07-15", "1.5:2.5:3.5",
    "12 %, 14 %, 2014: 160 of 1,000", "2013=100; 2014=103.4; 2015=105.2; 2016=107.1", "350:950 (2014:2021)",
    "2014/2015/2016",
)  # fmt: skip


@pytest.mark.parametrize("text", PERSONAL)
def test_a_personal_number_is_refused_as_key_value_and_item_and_not_repeated(text: str) -> None:
    assert long_number(text)
    for document in (f'"{text}": a', f'a: "{text}"', f'a: ["b", "{text}"]', f"a: {{b: 'of {text}, c'}}"):
        (problem,) = problems_of(read_text, document, "f")
        assert problem.why == LONG_NUMBER_WHY
        assert problem.remedy
        assert text not in str(problem)


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_figure_or_reference_is_read(text: str) -> None:
    assert read_text(f'a: "{text}"', "f").data == {"a": text}


@pytest.mark.parametrize(
    "number",
    ["13812345678", "110101199003074477", "0.110101199003074477", "13812345678.5", "1.10101199003074477e17"],
)
def test_a_number_as_long_is_refused(number: str) -> None:
    assert long_numeral(Decimal(number))
    (problem,) = problems_of(read_text, f"a: {number}", "f")
    assert problem.why == LONG_NUMBER_WHY
    assert number not in str(problem)


@pytest.mark.parametrize("number", ["1411778724", "0.123456789012", "0.16666666666666666", "1e12", "0.00001"])
def test_a_figure_or_a_quotient_is_read(number: str) -> None:
    assert read_text(f"a: {number}", "f").data == {"a": Decimal(number)}


def test_a_document_cites_no_more_works_than_anybody_does() -> None:
    cited = "".join(f"  k{i}: {{b: see 10.1145/3287560.32{i:05}}}\n" for i in range(MANY_REFERENCES + 1))
    (problem,) = problems_of(read_text, f"share:\n{cited}", "f")
    assert problem.why == LONG_NUMBER_WHY


def test_a_policy_from_python_is_held_to_the_same() -> None:
    data = load_policy("none").model_dump(exclude_none=True)
    with pytest.raises(ValueError, match="aggregates only"):
        Policy.model_validate({**data, "title": "110101199003074477"})
    with pytest.raises(ValueError, match="aggregates only"):
        Policy.model_validate({**data, "policy": "p-138-1234-5678"})
