"""The search finds pages, places, people and cards, as far as the reader may see them."""

from hengjian.matters import likeness
from tests.cast import Cast
from tests.factories import matters as make
from tests.pages.asking import signed_in, text_of
from tests.unit.warehouse.card_files_in import card, import_cards


def found(account, words: str) -> dict[str, list[str]]:
    hits = signed_in(account).get("/search/", {"q": words}).context["found"]
    return {each.kind.zh: [hit.title.zh for hit in each.shown] for each in hits}


def test_pages_are_found_by_a_part_of_their_name(people: Cast):
    assert found(people.wang, "质量") == {"页面": ["案卡质量"]}
    assert found(people.wang, "card qual") == {"页面": ["案卡质量"]}


def test_pages_that_the_reader_may_not_open_are_not_found(people: Cast):
    assert found(people.audit_administrator, "质量") == {}


def test_places_are_found_by_name_and_code(people: Cast):
    assert found(people.wang, "东湖") == {"单位": ["东湖县人民检察院"]}
    assert found(people.wang, "429902") == {"单位": ["西山县人民检察院"]}


def test_places_of_others_are_not_found(people: Cast):
    assert found(people.zhao, "西山") == {}


def test_colleagues_are_found_with_where_they_sit(people: Cast):
    page = text_of(people.wang, "/search/?q=陈明")

    assert "江城市院 · 第一检察部 · 员额检察官" in page


def test_people_of_other_places_are_not_found(people: Cast):
    assert "人员" not in found(people.zhao, "陈明")


def test_card_with_findings_is_found_by_its_number(people: Cast):
    import_cards(card("江检捕受2026-17", outcome=""))

    assert found(people.wang, "江检捕受") == {"案卡": ["江检捕受2026-17|1"]}
    page = text_of(people.wang, "/search/?q=江检捕受")
    address = page[page.index("/quality/?") :].split('"', 1)[0].replace("&amp;", "&")
    assert "江检捕受2026-17|1" in text_of(people.wang, address)


def test_card_elsewhere_is_not_found(people: Cast):
    import_cards(card("江检捕受2026-17", outcome=""))

    assert found(people.zhao, "江检捕受") == {}


def test_matter_is_found_by_its_title_its_numbers_and_by_pinyin(paper_office: Cast):
    matter = make.matter("supply_request", paper_office.chen, article="碎纸机")
    chen = paper_office.chen

    for words in ("碎纸", matter.number, "szj", "suizhi"):
        assert found(chen, words)["事项"] == [matter.title], words
    page = text_of(chen, "/search/?q=碎纸机")
    assert f'href="/matters/{matter.pk}/"' in page
    assert matter.number in page


def test_matters_of_others_are_not_found(paper_office: Cast):
    matter = make.matter("supply_request", paper_office.chen, article="碎纸机")

    for words in ("碎纸机", "szj", matter.number):
        assert "事项" not in found(paper_office.zhao, words)
        assert "事项" not in found(paper_office.audit_administrator, words)


def test_petitioner_is_found_by_nobody_and_has_no_page(paper_office: Cast):
    clerk, name = paper_office.chen, make.PETITION["petitioner"]
    matter = make.matter("petition", clerk)
    everybody = (clerk, paper_office.liu, paper_office.zhao, paper_office.wang)

    for account in everybody:
        for words in (name, make.PETITION["identity_number"], "13900000000"):
            assert found(account, words) == {}, words
            page = text_of(account, f"/matters/?state=all&find={words}")
            assert f"/matters/{matter.pk}/" not in page


def test_petition_of_the_same_person_elsewhere_is_not_proposed(paper_office: Cast):
    make.matter("petition", paper_office.chen)
    there = make.matter(
        "petition", paper_office.zhao, national_number="东检信访〔2026〕2"
    )

    assert not likeness.perhaps_the_same(there).exists()
    here = make.matter(
        "petition", paper_office.chen, national_number="江检信访〔2026〕2"
    )
    assert likeness.perhaps_the_same(here).count() == 1


def test_nothing_found_is_said(people: Cast):
    assert "没有找到" in text_of(people.wang, "/search/?q=zzzzzz")


def test_empty_search_offers_every_page(people: Cast):
    page = text_of(people.wang, "/search/")

    assert 'href="/imports/"' in page


def test_words_are_shown_as_text(people: Cast):
    page = text_of(people.wang, "/search/?q=<script>alert(1)</script>")

    assert "<script>alert" not in page


def test_people_and_places_are_found_by_pinyin(people: Cast):
    assert found(people.wang, "cm")["人员"] == ["陈明"]
    assert found(people.wang, "chenming")["人员"] == ["陈明"]
    assert found(people.wang, "dhx") == {"单位": ["东湖县人民检察院"]}


def test_pages_are_found_by_initials(people: Cast):
    assert found(people.wang, "akzl")["页面"] == ["案卡质量"]
    assert found(people.wang, "drakwj")["页面"] == ["导入案卡文件"]


def test_pinyin_opens_nothing_that_is_not_the_readers(people: Cast):
    for words in ("cm", "xsx", "drakwj", "akzl"):
        assert "陈明" not in str(found(people.zhao, words))
        assert "西山" not in str(found(people.zhao, words))
        assert "页面" not in found(people.audit_administrator, words)


def test_colleague_is_found_by_staff_number(people: Cast):
    assert found(people.wang, "CHEN")["人员"] == ["陈明"]


def test_suggestions_show_the_first_hits_of_each_kind(people: Cast):
    page = text_of(people.wang, "/search/suggestions/?q=县")

    assert "东湖县人民检察院" in page
    assert "找到 2 条" in page
    assert "<h1>" not in page


def test_suggestions_say_when_nothing_fits(people: Cast):
    assert "没有找到" in text_of(people.wang, "/search/suggestions/?q=zzzz")
    assert text_of(people.wang, "/search/suggestions/?q=").strip() == ""


def test_suggestions_keep_to_what_the_reader_may_see(people: Cast):
    page = text_of(people.zhao, "/search/suggestions/?q=西山")

    assert "西山县" not in page
