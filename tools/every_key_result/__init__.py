"""The example every-key-result: invented records from a fixed seed, and what is true of them.

python -m tools.every_key_result      writes examples/every-key-result/{data/*.csv, truth.json}
"""
