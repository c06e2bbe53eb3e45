from sprite_studio.ui.create import pace
from sprite_studio.ui.create.pace import Pace


def test_the_pace_is_told_while_frames_come_without_a_pause(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    told = Pace()
    said = []
    for _ in range(5):
        now[0] += 0.05
        said.append(told.of_next())
    assert said[:2] == ["", ""]
    assert said[4] == ", 20 frames a second"
    now[0] += 10
    assert told.of_next() == ""
