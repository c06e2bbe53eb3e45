"""The glossary in the margin."""

from sprite_studio.studio.learn.texts import Term
from sprite_studio.ui.widgets.glossary_view import GlossaryView

TERMS = [
    Term("a", "First <b>", "is shown"),
    Term("b", "Second", "too", "b = 1"),
    Term("c", "Third", ""),
]


def order(view):
    labels = [view._column.itemAt(i).widget() for i in range(view._column.count())]
    return [
        label.text().split("</b>")[0][3:] for label in labels if label and "<b>" in label.text()
    ]


def test_the_terms_of_the_moment_come_first_and_all_others_after_them(qtbot):
    view = GlossaryView(TERMS, "here", "all")
    qtbot.addWidget(view)
    assert order(view) == ["First &lt;b&gt;", "Second", "Third"]
    view.show_first(("c", "b", "nowhere"))
    assert order(view) == ["Third", "Second", "First &lt;b&gt;"]
    view.show_first(())
    assert len(order(view)) == 3


def test_a_term_is_brought_into_sight(qtbot):
    terms = [Term(str(i), f"Term {i}", "what it does " * 20) for i in range(20)]
    view = GlossaryView(terms)
    qtbot.addWidget(view)
    view.resize(200, 200)
    view.show()
    view.go_to("15")
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 0)
    view.go_to("no such term")
