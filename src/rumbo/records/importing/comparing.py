"""How staged rows are compared with the log, as statements over the tables of a stage."""

TABLES = """
CREATE TABLE people (value VARCHAR, identity VARCHAR);
CREATE TABLE sealed (line BIGINT, token VARCHAR);
CREATE TABLE held (key VARCHAR, position BIGINT, source_version BIGINT, kind VARCHAR,
    digest VARCHAR, source VARCHAR, current_kind VARCHAR, by_hand VARCHAR);
CREATE TABLE refused (key VARCHAR);
"""
# Every row of a key after its first: dropped when equal, refused when not. Which keys stand
# twice is asked first, since most do not: a digest of each would be carried along for nothing.
REPEATED = """
WITH twice AS (FROM ready SEMI JOIN (SELECT key FROM ready GROUP BY key HAVING count(*) > 1)
               AS repeated ON repeated.key = ready.key),
     first AS (SELECT key, min(line) AS line, arg_min(digest, line) AS digest FROM twice
               GROUP BY key)
SELECT later.line, later.key, first.line, later.digest = first.digest
FROM twice AS later JOIN first ON later.key = first.key
WHERE later.line > first.line ORDER BY later.line
"""
# A record that was only ever entered by hand is held without anything that a source said. What
# was corrected by hand, exported from here, and comes back as it went is not said by a source.
WRITTEN = """((held.kind IS DISTINCT FROM 'upsert' OR held.digest IS DISTINCT FROM ready.digest)
    AND NOT coalesce(held.position = ready.exported AND held.by_hand = ready.digest, false))"""
COMPARED = f"""
CREATE TABLE compared AS
SELECT line, coalesce(held.source_version, 0) + 1 AS source_version, held.position AS supersedes
FROM ready LEFT JOIN held ON held.key = ready.key WHERE {WRITTEN}
"""  # noqa: S608
COUNTED = """
SELECT (SELECT count(*) FROM ready), count(*), count(supersedes), coalesce(min(line), 1),
    coalesce(max(line), 0) FROM compared
"""
CHOSEN = """
SELECT key, payload, digest, source_version, supersedes
FROM (FROM compared WHERE line BETWEEN $first AND $last) AS compared
JOIN (FROM ready WHERE line BETWEEN $first AND $last) AS ready ON ready.line = compared.line
ORDER BY key
"""
# What a source said last and nobody deleted by hand, in no row of the file, right or wrong.
MISSING = """
SELECT key, position FROM held WHERE kind = 'upsert' AND current_kind = 'upsert' AND source = ?
AND NOT EXISTS (SELECT 1 FROM ready WHERE ready.key = held.key)
AND NOT EXISTS (SELECT 1 FROM refused WHERE refused.key = held.key) ORDER BY key
"""
