"""The formats of a download: {name: function of batches of primary keys and an audience, giving pieces of text}."""

from initiatives.exports import csv

FORMATS = {"csv": csv.stream}
