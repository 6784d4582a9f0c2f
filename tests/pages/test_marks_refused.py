"""What bears a mark of State secrecy is refused wherever words are typed on a matter."""

from http import HTTPStatus

from hengjian.matters.models import Draft, Matter
from tests.factories import matters as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import signed_in
from tests.unit.matters.conftest import World, _today, world  # noqa: F401 (fixtures)


MARKED = "机密★1年"
ORDINARY = "侵犯商业秘密案件打印；商业秘密3年前已公开"
REGISTER = "/matters/new/supply_request/"


def typed(**over: str) -> dict[str, str]:
    return {f"item.{name}": text for name, text in (make.SUPPLIES | over).items()}


def test_form_says_what_is_wrong_in_both_languages_and_keeps_nothing(
    world: World,  # noqa: F811
) -> None:
    client = signed_in(world.cast.chen)
    client.post(f"{REGISTER}draft/", typed(purpose=MARKED))
    before = {**everything_but_the_journal()}

    chinese = client.post(REGISTER, typed(purpose=MARKED))
    client.post("/language/", {"language": "en"})
    english = client.post(REGISTER, typed(purpose=MARKED))

    assert chinese.status_code == english.status_code == 422
    assert "本平台不得处理涉密信息" in chinese.content.decode()
    assert "must not handle state secrets" in english.content.decode()
    assert not Matter.objects.exists()
    assert MARKED not in str(before)
    assert "purpose" not in Draft.drafts.get().texts


def test_notes_and_reasons_are_held_to_it(world: World) -> None:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)
    before = everything_but_the_journal()
    chen, liu = signed_in(world.cast.chen), signed_in(world.cast.liu)
    at = f"/matters/{matter.pk}"

    refused = [
        chen.post(f"{at}/note/", {"words": f"附：{MARKED}"}),
        liu.post(f"{at}/supervise/", {"reason": "密级：秘密"}),
        liu.post(f"{at}/suspend/", {"reason": "【绝密】等待批复"}),
    ]

    assert {each.status_code for each in refused} == {HTTPStatus.FORBIDDEN}
    assert everything_but_the_journal() == before


def test_ordinary_words_of_secrets_are_taken(world: World) -> None:  # noqa: F811
    client = signed_in(world.cast.chen)

    registered = client.post(REGISTER, typed(purpose=ORDINARY))
    matter = Matter.objects.get()
    noted = client.post(f"/matters/{matter.pk}/note/", {"words": ORDINARY})

    assert registered.status_code == noted.status_code == HTTPStatus.FOUND
    assert matter.values["purpose"] == ORDINARY
