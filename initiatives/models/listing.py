"""The public index: what lists, counts and search read. Kept by the door in, rebuilt by `reindex`."""

import uuid

from django.db import models

from initiatives.models.base import one_owner


class Listing(models.Model):
    """The public card of one published initiative, with its facet values and sort keys.

    A row exists exactly for what a stranger may see, and holds nothing else.
    `facets` is one string of space-separated `name:value` pairs.
    """

    initiative = models.OneToOneField("Initiative", models.CASCADE, primary_key=True, related_name="listing")
    card = models.JSONField()
    facets = models.TextField()
    title_key = models.CharField(max_length=200)
    start_key = models.CharField(max_length=10)
    updated_key = models.DateTimeField()

    class Meta:
        ordering = ("title_key", "pk")
        indexes = [
            models.Index(fields=["title_key", "initiative"], name="listing_by_title"),
            models.Index(fields=["-updated_key", "-initiative"], name="listing_by_updated"),
            models.Index(fields=["-start_key", "-initiative"], name="listing_by_start"),
        ]

    def __str__(self):
        return self.title_key


class ListingText(models.Model):
    """The words under which a listing is found: of its names, and of everything else, in the form that search compares.

    A table of its own, so that ordering and cards stay narrow.
    """

    listing = models.OneToOneField("Listing", models.CASCADE, primary_key=True, related_name="searched")
    names = models.TextField()
    text = models.TextField()

    def __str__(self):
        return self.names


class Posting(models.Model):
    """The ids of one block that stand under one key in one part of the text index, as a serialized roaring bitmap.

    See search.postings, which alone reads and writes it. Organisations and places may be hidden: who asks must filter.
    """

    key = models.CharField(max_length=201)
    part = models.PositiveSmallIntegerField()
    block = models.PositiveIntegerField()
    ids = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "part", "block"], name="posting_place")]

    def __str__(self):
        return f"{self.key}/{self.part}/{self.block}"


class Offer(models.Model):
    """The words by which the search box offers an organisation or a place, as the postings hold them."""

    organisation = models.OneToOneField("Organisation", models.CASCADE, null=True, related_name="offer")
    place = models.OneToOneField("Place", models.CASCADE, null=True, related_name="offer")
    words = models.TextField()

    class Meta:
        constraints = [one_owner("organisation", "place")]

    def __str__(self):
        return self.words


class Word(models.Model):
    """A word of the public index in its compared form, as somebody wrote it, and in how many listings it stands."""

    key = models.CharField(max_length=200, primary_key=True)
    form = models.CharField(max_length=100)
    count = models.IntegerField()

    def __str__(self):
        return self.form


class IndexState(models.Model):
    """One row: the version of the index, raised last in each transaction that changes it.

    `token` is new with each version, so that a worker notices a restored or rebuilt database too.
    """

    version = models.BigIntegerField(default=0)
    token = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return str(self.version)


class IndexChange(models.Model):
    """Which listing changed in which version, so that each worker re-reads only that."""

    version = models.BigIntegerField(db_index=True)
    token = models.UUIDField()
    initiative_id = models.BigIntegerField()

    def __str__(self):
        return f"{self.version}: {self.initiative_id}"
