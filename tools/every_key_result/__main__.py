"""Write the records and the truth of the example."""

from tools.every_key_result.generate import FOLDER, written

for name, text in written().items():
    (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(text.encode()):,} bytes")
