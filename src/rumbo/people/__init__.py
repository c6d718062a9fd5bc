"""The organisation and its clock, people and teams by date, and who may see what."""
