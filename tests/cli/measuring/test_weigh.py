import pytest

from sprite_studio import paths


@pytest.fixture
def base():
    return paths.resources() / "models" / "base.safetensors"


def test_a_louder_model_is_written_and_named(command, base, tmp_path):
    out = tmp_path / "louder"
    status, printed, _ = command("weigh", base, "--loud", "colour=1.5,2", "--out", out)
    assert status == 0
    assert printed.strip() == str(out.with_suffix(".safetensors"))
    assert out.with_suffix(".safetensors").stat().st_size > 0


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "say what to change"),
        (("--eyes", "sheets"), "say what to change"),
        (("--loud", "colour"), "not SLOT=FACTOR"),
        (("--loud", "colour=1,2,3"), "not SLOT=FACTOR"),
        (("--loud", "taste=2"), "no words that begin with taste:"),
    ],
)
def test_what_cannot_be_weighed_is_said(command, base, tmp_path, options, reason):
    out = tmp_path / "out.safetensors"
    status, _, said = command("weigh", base, *options, "--out", out)
    assert status == 1
    assert reason in said
    assert not out.exists()


def test_a_model_is_not_written_over_itself(command, base):
    before = base.read_bytes()
    status, _, said = command("weigh", base, "--loud", "colour=2", "--out", base)
    assert status == 1
    assert said
    assert base.read_bytes() == before
