"""Who may see whose work: its owner and the teachers of the classes its owner is in. Classmates may not."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from parrilla.accounts.models import User
from parrilla.classroom.models import Class, Enrolment

Asker = User | AnonymousUser | None


def may_watch(user: Asker, owner: User) -> bool:
    """True where `user` may see the runs of `owner`. At most one query."""
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    return user.pk == owner.pk or (user.is_teacher and enrolments_of(user).filter(learner=owner).exists())


def classes_of(teacher: Asker) -> QuerySet[Class]:
    """The classes this person teaches; none for anybody who is not a teacher (any more)."""
    if teacher is None or not teacher.is_authenticated or not teacher.is_active or not teacher.is_teacher:
        return Class.objects.none()
    return Class.objects.filter(teacher=teacher)


def enrolments_of(teacher: Asker) -> QuerySet[Enrolment]:
    """The enrolments in the classes this person teaches."""
    return Enrolment.objects.filter(classroom__in=classes_of(teacher))


def watched_by(user: Asker, owner_field: str = "owner") -> Q:
    """For a queryset of owned rows: those `user` may see."""
    if user is None or not user.is_authenticated:
        return Q(pk__in=[])
    learners = enrolments_of(user).values("learner")
    return Q(**{owner_field: user}) | Q(**{f"{owner_field}__in": learners})


def own_class(teacher: Asker, class_id: UUID) -> Class:
    """Raises Http404 for an unknown class and for another teacher's alike."""
    classroom = classes_of(teacher).filter(pk=class_id).first()
    if classroom is None:
        raise Http404
    return classroom
