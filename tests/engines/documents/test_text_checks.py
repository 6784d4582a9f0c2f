"""Phrasings of papers: those that disagree with themselves, and those that do not."""

import pytest

from hengjian.engines.documents.checks.texts import text_disagreements


def kinds(text: str) -> list[str]:
    return [each.kind for each in text_disagreements(1, text)]


@pytest.mark.parametrize(
    "text",
    [
        "共受理10件,其中盗窃4件、诈骗5件。",
        "受理各类案件2607件,其中刑事2130件、民事240件、行政98件、公益诉讼138件。",
        "全年共办理案件1,204件,其中:审查逮捕604件,审查起诉601件。",
        "受理10件,其中盗窃12件,诈骗3件。",
        "审查逮捕604件、审查起诉601件,共1206件。",
        "批准逮捕80人、不捕20人,合计110人。",
        "上期未结10件,新收20件,审结15件,期末未结14件。",
        "共办理案件409.9万件,其中刑事347.1万件、民事28.2万件、行政19.5万件、公益诉讼25.1万件。",
        "共受理10件,其中盗窃8件,诈骗3件等。",
        "共受理１０件，其中盗窃４件，诈骗５件。",
    ],
)
def test_parts_that_do_not_make_their_total(text: str) -> None:
    assert kinds(text) == ["parts"]


@pytest.mark.parametrize(
    "text",
    [
        "共受理10件,其中盗窃4件、诈骗6件。",
        "受理100件,其中适用认罪认罚80件,提前介入30件。",
        "共受理10件,其中盗窃4件、诈骗3件等。",
        "共受理10件12人,其中盗窃4件、诈骗6件。",
        "受理各类案件2607件,其中刑事2130件。",
        "审查逮捕604件、审查起诉601件,共1205件。",
        "批准逮捕80人、不捕20人,合计100人。",
        "上期未结10件,新收20件,审结15件,期末未结15件。",
        "共办理案件409.9万件,其中刑事347.1万件、民事28.2万件、行政19.5万件、公益诉讼15.1万件。",
        "批捕167.3万人,其中盗窃40.1万人,主要为青年。",
        "共受理10件,主要是盗窃4件、诈骗3件。",
        "共受理116件,同比增加6件,其中转送79件,增加3件。",
        "受理120件,上年同期100件,其中盗窃60件、诈骗60件。",
        "2026年9月,共受理12件,其中9月25日以后受理3件。",
    ],
)
def test_parts_that_make_their_total_or_need_not(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "共处理来信116件,其中转送79件,占72%。",
        "共处理来信116件,其中转送79件,占来信总数的72%。",
        "不捕率33.26%(313/938)。",
        "不捕率33.26%（313人/938人）。",
        "The non-arrest rate was 33.26% (313 of 938).",
        "起诉80人,不起诉20人,不起诉率21%。",
        "提出检察建议100件,采纳90件,采纳率91%。",
        "批准逮捕108.8万人,不捕31.4万人,不捕率25%。",
        "共审结50件,其中盗窃20件,占40%;诈骗30件,占50%。",
        "共受理10件,其中盗窃4件、诈骗6件,盗窃占60%。",
        "受理刑事2130件、民事240件、行政98件、公益诉讼139件,分别占81%、9%、4%、5%。",
    ],
)
def test_rates_that_their_counts_do_not_give(text: str) -> None:
    assert kinds(text) == ["rate"]


@pytest.mark.parametrize(
    "text",
    [
        "共处理来信116件,其中转送79件,占68.1%。",
        "不捕率33.26%(312/938)。",
        "The non-arrest rate was 33.26% (312 of 938).",
        "起诉80人,不起诉20人,不起诉率20%。",
        "批准逮捕626人,不捕312人,不捕率33.26%。",
        "受理审查逮捕938人,不捕250人,不捕率30.12%。",
        "批准逮捕108.8万人,不捕31.4万人,不捕率22.4%。",
        "审结938人,认罪认罚适用率91.08%,同比上升1.20个百分点。",
        "提出检察建议100件,采纳90件,采纳率90%。",
        "共审结50件,其中盗窃20件,占40%;诈骗30件,占60%。",
        "受理刑事2130件、民事240件、行政98件、公益诉讼139件,分别占82%、9%、4%、5%。",
        "受理刑事3471件,占84%;民事282件,占7%;行政195件,占5%;公益151件,占4%。",
        "约3000件中转送79件,占72%。",
        "审结率上升2.3个百分点,一年以上未结案件下降96.9%。",
        "受理审查起诉150人,不起诉20人,不诉率20%。",
        "办案天数12天,结案率91%。",
        "共受理10件,其中盗窃4件、诈骗6件,盗窃占40%。",
        "共受理10件,其中盗窃4件、诈骗6件,盗窃占40%,诈骗占60%。",
    ],
)
def test_rates_that_agree_or_have_another_base(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "起诉90件,上年同期100件,同比下降12%。",
        "起诉90件,较上年同期的100件下降12%。",
        "由上年的100件降至90件,下降12%。",
        "起诉90件,上年同期为100件,同比减少12件。",
        "不捕率33.26%,上年同期31.06%,同比上升1.20个百分点。",
        "起诉90件,上年同期100件,同比下降10%;不起诉30件,上年同期20件,同比上升10%。",
        "起诉90件,上年同期100件,同比下降10%,不起诉30件,上年同期20件,同比上升10%。",
        "起诉120件,上年同期100件,同比下降20%。",
        "起诉12.5万人,上年同期14.3万人,同比下降20%。",
    ],
)
def test_changes_that_the_two_periods_do_not_give(text: str) -> None:
    assert kinds(text) == ["change"]


@pytest.mark.parametrize(
    "text",
    [
        "起诉90件,上年同期100件,同比下降10%。",
        "起诉90件,较上年同期的100件下降10%。",
        "由上年的100件降至90件,下降10%。",
        "起诉90件,上年同期为100件,同比减少10件。",
        "不捕率33.26%,上年同期31.06%,同比上升2.20个百分点。",
        "不捕率33.26%,上年同期31.06%,同比上升2.21个百分点。",
        "起诉90件,上年同期100件,同比下降10%;不起诉30件,上年同期20件,同比上升50%。",
        "起诉12.5万人,上年同期14.3万人,同比下降12.6%。",
        "起诉90件,同比下降12%,环比上升3%。",
        "受理120件,同比上升20.0%;审结100件,同比下降3.5%。",
        "批捕66.4万人,同比下降11.7%;起诉140.4万人,同比下降13.9%。",
    ],
)
def test_changes_that_agree_or_cannot_be_told(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "四大检察结构比为85:7:5:4。",
        "分别占50%、30%、30%。",
        "占比为84%、7%、5%、5%,合计100%。",
    ],
)
def test_shares_that_do_not_make_a_hundred(text: str) -> None:
    assert kinds(text) == ["shares"]


@pytest.mark.parametrize(
    "text",
    [
        "四大检察结构比为84:7:5:4。",
        "分别占50%、30%、15%。",
        "占比为84%、7%、5%、4%,合计100%。",
        "开庭时间为10:30:00。",
        "案-件比为1:1.54。",
    ],
)
def test_shares_that_do(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text", ["办理案件12件,采纳率37%。", "提出抗诉7件,改变率占50%。"]
)
def test_percentages_that_no_whole_number_gives(text: str) -> None:
    assert kinds(text) == ["impossible"]


@pytest.mark.parametrize(
    "text",
    [
        "办理案件12件,采纳率41.7%。",
        "受理12件,采纳率37%。",
        "办理案件12000件,采纳率37.01%。",
        "同比增加12件,采纳率37%。",
        "第12次会议以来,采纳率37%。",
    ],
)
def test_percentages_that_some_whole_number_may_give(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "数据截至2026年10月20日,由第1号统计运行按固定版本的案卡算出。",
        "根据《人民检察院刑事诉讼规则》第282条,七日内作出决定。",
        "京检案管〔2026〕12号",
        "1.不捕率连续8期在中心线同一侧,请第一检察部说明。",
        "2026-Q3 2026-09-25 12:30",
        "表1 四大检察受理、审结情况(件)",
    ],
)
def test_text_without_ties_says_nothing(text: str) -> None:
    assert kinds(text) == []


def test_a_disagreement_says_what_would_be_right() -> None:
    (found,) = text_disagreements(3, "起诉90件,上年同期100件,同比下降12%。")

    assert found.place == 3
    assert "10%" in found.message.zh
    assert "10%" in found.message.en
    assert found.shown == "12%"
