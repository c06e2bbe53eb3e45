"""Our own lines, as they are run."""

import pytest

from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.learn.source import SourceJob
from sprite_studio.studio.learn.source import lines_of, source, without_documentation


def test_a_function_is_shown_without_its_documentation():
    found = lines_of("sprite_studio.diffusion.schedule.add_noise")
    assert found.file == "sprite_studio/diffusion/schedule.py"
    assert found.line == add_noise.__code__.co_firstlineno
    assert found.text.startswith("def add_noise(")
    assert '"""' not in found.text
    assert "torch.sigmoid(log_snr).sqrt() * x0" in found.text


def test_a_method_stands_at_the_margin():
    found = lines_of("sprite_studio.diffusion.schedule.LinearBetaSchedule.alpha_bar")
    assert found.text.startswith("def alpha_bar(self)")


def test_comments_and_other_strings_stay():
    told = '"""What it does.\n\n    More of it.\n    """'
    code = f'def f(x):\n    {told}\n    # why\n    return "text"\n'
    assert without_documentation(code) == 'def f(x):\n    # why\n    return "text"'
    only = 'class E(Exception):\n    """Nothing but this."""'
    assert without_documentation(only) == only


@pytest.mark.parametrize(
    "name", ["os.path.join", "sprite_studio.no_such", "sprite_studio.diffusion.schedule.nothing"]
)
def test_only_what_is_ours_and_there_is_shown(name):
    with pytest.raises(JobError):
        list(source(SourceJob((name,))))
