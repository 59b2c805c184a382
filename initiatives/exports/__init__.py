"""The formats of a file: {name: function of a binary file, batches of primary keys, audience, what was asked}."""

from initiatives.exports import csv, xlsx

FORMATS = {"csv": csv.write, "xlsx": xlsx.write}
