"""Add and rename posts."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.organisation.faults import OrganisationFault
from hengjian.organisation.models import Post
from hengjian.organisation.models.post import PostKind


@journal.action
def add(*, code: str, name: str, kind: str, by: Actor, name_en: str = "") -> Post:
    """Add a post. Raises ``OrganisationFault`` on a code in use or an unknown kind."""
    if kind not in PostKind.values:
        raise OrganisationFault(
            Text(f"没有“{kind}”这种岗位类别", f"there is no kind of post “{kind}”")
        )
    if Post.objects.filter(code=code).exists():
        raise OrganisationFault(
            Text(f"岗位编码 {code} 已在使用", f"post code {code} is in use"), status=409
        )
    post = Post(code=code, name=name, kind=kind, name_en=name_en)
    post.save()
    journal.enter("organisation.post_added", subject=post, new=_values(post))
    return post


@journal.action
def change(*, post: Post, name: str, kind: str, by: Actor, name_en: str = "") -> Post:
    """Give a post its new name or kind."""
    old = _values(post)
    post.name, post.kind, post.name_en = name, kind, name_en
    if _values(post) == old:
        journal.nothing_changed()
        return post
    post.save()
    journal.enter("organisation.post_changed", subject=post, old=old, new=_values(post))
    return post


def _values(post: Post) -> dict[str, str]:
    return {
        "code": post.code,
        "name": post.name,
        "kind": post.kind,
        "name_en": post.name_en,
    }
