"""Which screen comes next, and that every way of answering leads to the same outcome."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.engine.interview import BACK, STOP, Interview
from netcheck.engine.outcome import assess
from netcheck.errors import CannotDo
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import Entered
from netcheck.render.page import Items
from netcheck.terminal import screens
from netcheck.terminal.ask_plainly import Plain
from netcheck.terminal.conversation import Action, Conversation
from netcheck.terminal.drawing import press
from netcheck.terminal.screens import Row, Screen, Turn
from netcheck.terminal.window import Window
from tests.conftest import SMALL
from tests.support.examples import REAL
from tests.support.people import Lines, Scripted, at_window, keys_to, line_for
from tests.support.walks import interviews

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
START = Interview(QUESTIONNAIRE)
BEGIN, REVIEW = (), Turn.REVIEW
CALM = START.take("breathing", "no").take("danger_signs", ["none"])
COMPLETE = CALM.take("symptoms", ["none"]).take("family", "no")
EMERGENCY = START.take("breathing", "yes")
FLUSHED = (
    CALM.take("symptoms", ["flushing"]).take("flushing_feel", "dry").take("flushing_faint", "no").take("family", "yes")
)


class Shown(list):
    """A ``show`` that remembers the outcomes."""

    def __call__(self, outcome):
        self.append(outcome.urgency.id)


def talk(interview, *replies, **options):
    person, shown = Scripted(*replies), Shown()
    after, finished = Conversation(person, shown, **options).hold(interview)
    return person, shown, after, finished


def test_the_start_page_comes_first_and_says_where_answers_go():
    person, _, after, finished = talk(START)

    assert person.screens[0].title == "A small questionnaire"
    assert person.screens[0].say == ("Some questions.", "Call 911 in an emergency.", screens.NOT_SAVED)
    assert (after, finished) == (START, False)


def test_going_on_from_saved_answers_is_said_and_starts_at_the_next_question():
    person, *_ = talk(CALM, BEGIN, privacy=screens.privacy("mine.yaml"), notes=["'mood' was left out."])

    assert person.screens[0].notes == ("You go on from 2 saved answers.", "'mood' was left out.")
    assert person.screens[0].say[-1] == "Your answers stay on this computer. Each one is saved as you give it, in mine.yaml."
    assert person.titles[1:] == ["Which of these do you have?"]


def test_a_whole_interview_is_reviewed_before_the_outcome_is_shown():
    person, shown, after, finished = talk(START, BEGIN, "No", "None of these", "None of these", "No", "Show my result", "Finish")

    assert person.titles[-2:] == ["Your answers", "No urgent step from these answers"]
    assert shown == ["information"]
    assert (after.answers, finished) == (COMPLETE.answers, True)


def test_an_emergency_is_shown_at_once_with_only_back_and_finish():
    person, shown, after, finished = talk(START, BEGIN, "Yes", "Finish", actions=[Action("Save", lambda *_: None)])

    assert shown == ["emergency"]
    assert [row.text for row in person.screens[-1].rows] == ["Was that a slip? Go back", "Finish"]
    assert (after, finished) == (EMERGENCY, True)


def test_a_slip_is_taken_back():
    for slip in ("Was that a slip? Go back", BACK):
        person, _, after, finished = talk(START, BEGIN, "Yes", slip)

        assert person.titles[-1] == "Are you fighting for breath?"
        assert person.screens[-1].given == {"yes"}
        assert (after, finished) == (START, False)


def test_saved_answers_that_are_an_emergency_show_the_advice_before_anything_else():
    person, _, _, finished = talk(EMERGENCY)

    assert person.titles == ["Go to the emergency room now"]
    assert finished


def test_the_way_back_from_a_saved_emergency_asks_again_what_earned_it_and_keeps_the_rest():
    saved = Interview(QUESTIONNAIRE, (*EMERGENCY.steps, *COMPLETE.steps[1:]))
    person, _, after, _ = talk(saved, "Was that a slip? Go back", BACK, BACK, "No", BEGIN)

    assert person.titles[:5] == [
        "Go to the emergency room now",
        "Are you fighting for breath?",
        "Go to the emergency room now",
        "Are you fighting for breath?",
        "A small questionnaire",
    ]
    assert person.titles[5] == "Your answers"
    assert after.answers == COMPLETE.answers


def test_back_from_the_first_question_is_the_start_page():
    person, *_ = talk(START, BEGIN, BACK)

    assert person.titles[-1] == "A small questionnaire"


def test_back_from_the_first_follow_up_asks_its_question_again_with_the_earlier_answer():
    person, _, after, _ = talk(START, BEGIN, "Not sure", BACK)

    assert person.titles == [
        "A small questionnaire",
        "Are you fighting for breath?",
        "Is it hard to say one long sentence?",
        "Are you fighting for breath?",
    ]
    assert person.screens[-1].given == {"not_sure"}
    assert after == START


def test_back_leads_from_the_result_to_the_review_and_from_there_to_the_last_question():
    person, _, after, finished = talk(COMPLETE, BEGIN, "Show my result", BACK, BACK)

    assert person.titles[2:] == ["No urgent step from these answers", "Your answers", "Has a close relative had such a tumor?"]
    assert after == COMPLETE.back()
    assert not finished


def test_the_review_lists_all_answers_by_section_and_each_reads_on_its_own():
    screen = screens.review(CALM.take("symptoms", ["flushing", "wheeze"]).take("flushing_feel", "dry"))

    assert [(row.heading, row.text) for row in screen.rows] == [
        ("If all is right", "Go on with the questions"),
        ("Right now", "Breathing right now: No"),
        ("Right now", "Danger signs: None of these"),
        ("Symptoms", "Symptoms: Sudden heat in the face; Wheezing"),
        ("Symptoms", "How the heat feels: Hot and dry"),
    ]


def test_a_change_in_the_review_asks_only_what_it_makes_necessary():
    person, _, after, _ = talk(COMPLETE, BEGIN, "symptoms", "flushing", "dry", "No", "Show my result", "Finish")
    assert person.titles[2:6] == [
        "Which of these do you have?",
        "Is the heat dry or sweaty?",
        "Do you feel faint with the heat?",
        "Your answers",
    ]
    assert person.screens[2].place == "changing your answer"
    assert after.answers["symptoms"] == {"flushing"}

    _, shown, again, _ = talk(after, BEGIN, "symptoms", "none", "Show my result", "Finish")
    assert "flushing_feel" not in again.answers
    assert shown == ["information"]


def test_leaving_a_change_or_giving_the_same_answer_changes_nothing():
    for reply in (BACK, "No"):
        person, _, after, _ = talk(COMPLETE, BEGIN, "breathing", reply)

        assert person.titles[-1] == "Your answers"
        assert after == COMPLETE


def test_back_after_a_change_takes_the_change_back_and_says_so():
    person, _, after, _ = talk(COMPLETE, BEGIN, "family", "yes", BACK)

    assert person.screens[-1].notes == ("Your last change was taken back.",)
    assert after == COMPLETE


def test_a_change_to_an_emergency_shows_the_advice_at_once():
    person, _, _, finished = talk(COMPLETE, BEGIN, "breathing", "yes")

    assert person.titles[-1] == "Go to the emergency room now"
    assert finished


def test_a_review_half_way_leads_back_to_the_same_question_or_to_a_change():
    question = "Which of these do you have?"
    for leave in ("Go on with the questions", BACK):
        person, _, after, _ = talk(CALM, BEGIN, REVIEW, leave)
        assert person.titles[1:] == [question, "Your answers", question]
        assert after == CALM

    person, _, after, _ = talk(CALM, BEGIN, REVIEW, "breathing", "Not sure")
    assert person.titles[-1] == "Is it hard to say one long sentence?"
    assert after.answers["breathing"] == {"not_sure"}


def test_the_menu_after_the_outcome_runs_actions_and_tells_what_they_did():
    ran = []

    def fail(*_):
        raise CannotDo("Cannot write there: no space left.")

    def save(interview, _):
        ran.append(interview)
        return "Saved to it.yaml."

    actions = [Action("Save it", save), Action("Fail", fail), Action("Quiet", lambda *_: None)]
    person, shown, _, finished = talk(COMPLETE, BEGIN, "Show my result", "Save it", "Fail", "Quiet", "Finish", actions=actions)

    more = "All of it: 1 piece of advice, steps, what to tell and ask"
    assert [row.text for row in person.screens[2].rows] == [more, "Save it", "Fail", "Quiet", "Change an answer", "Finish"]
    assert ran == [COMPLETE]
    assert [screen.notes for screen in person.screens[3:]] == [("Saved to it.yaml.",), ("Cannot write there: no space left.",), ()]
    assert shown == ["information"]
    assert finished


def test_an_action_can_have_a_screen_to_choose_from_that_leads_back_to_the_menu():
    chosen = []
    pick = Screen("Which one?", rows=(Row("first", "The first"), Row("second", "The second")))
    action = Action("Read", lambda _, id_: chosen.append(id_), lambda: pick)
    person, _, _, finished = talk(COMPLETE, BEGIN, "Show my result", "Read", BACK, "Read", "The second", "Read", STOP, actions=[action])

    assert chosen == ["second"]
    menu = "No urgent step from these answers"
    assert person.titles[2:] == [menu, "Which one?", menu, "Which one?", menu, "Which one?"]
    assert finished


def test_changing_an_answer_from_the_menu_leads_to_the_review_and_a_new_outcome():
    _, shown, _, finished = talk(COMPLETE, BEGIN, "Show my result", "Change an answer", "family", "yes", "Show my result", "Finish")

    assert shown == ["routine"]
    assert finished


def test_stopping_before_the_outcome_is_not_finished_and_stopping_after_it_is():
    assert not talk(COMPLETE, STOP)[3]
    assert not talk(COMPLETE, BEGIN, STOP)[3]
    assert not talk(CALM, BEGIN, STOP)[3]
    assert not talk(COMPLETE, BEGIN, "breathing", STOP)[3]
    assert talk(COMPLETE, BEGIN, "Show my result", STOP)[3]
    assert not talk(COMPLETE, BEGIN, "Show my result", "Change an answer", STOP)[3]
    assert talk(EMERGENCY, STOP)[3]


def test_a_signal_stops_and_keeps_what_was_answered():
    def interrupted(_):
        raise KeyboardInterrupt

    _, _, after, finished = talk(START, BEGIN, "No", interrupted)

    assert after.answers == {"breathing": {"no"}}
    assert not finished


def test_every_answer_is_handed_over_to_be_kept_as_soon_as_it_is_given():
    kept = []
    talk(START, BEGIN, "No", "None of these", BACK, keep=lambda interview: kept.append(len(interview.answers)))

    assert kept == [0, 1, 2, 1]


def test_answers_that_cannot_be_saved_are_told_and_the_interview_goes_on():
    def full(_):
        raise CannotDo("Cannot write mine.yaml: no space left on device.")

    person, _, after, _ = talk(START, BEGIN, "No", keep=full)

    assert person.screens[-1].notes == ("Cannot write mine.yaml: no space left on device.",)
    assert len(after.answers) == 1


@settings(max_examples=60)
@given(st.data())
def test_progress_never_runs_backwards_while_going_forward(data):
    interview = data.draw(interviews(REAL))
    places = [Interview(REAL, interview.steps[:count]).progress for count in range(len(interview.steps) + 1)]

    assert all(after[0] >= before[0] for before, after in pairwise(places))
    assert all(number <= total for number, total in places)


NOISE = ["?", "", "zz", "99", "1 banana"]
KEY_NOISE = [["enter"], ["?", "1", "?"], ["[", "y"], ["down", "up"], ["x"], ["pagedown", "pageup"]]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_terminal_the_plain_driver_and_a_file_lead_to_the_same_outcome(data):
    questionnaire = data.draw(st.sampled_from([QUESTIONNAIRE, REAL]))
    by_file = data.draw(interviews(questionnaire, complete=True))
    expected = (by_file.answers, assess(by_file))

    for present in (walk_plainly, walk_in_windows):
        outcomes = []
        after, finished = Conversation(present(by_file, data), outcomes.append).hold(
            Interview(questionnaire)
        )
        assert finished
        assert (after.answers, outcomes[-1]) == expected


def answering(by_file, data, answer):
    """A ``present`` that gives the answers of an interview in order, and goes one question back now and then."""
    steps = list(by_file.steps)
    position = 0

    def present(screen):
        nonlocal position
        if screen.ask:
            if position and data.draw(st.integers(0, 9)) == 0:
                position -= 1
                return answer(screen, BACK)
            position += 1
            return answer(screen, steps[position - 1][1])
        if not screen.rows:
            return answer(screen, None)
        ids = [row.id for row in screen.rows]
        return answer(screen, {next(id_ for id_ in (screens.GO_ON, "FINISH") if id_ in ids)})

    return present


def typed(answer):
    """What a person types to give an answer: what it was given as, or its band."""
    return answer.text if isinstance(answer, Entered) else next(iter(answer))


def walk_plainly(by_file, data):
    def answer(screen, picks):
        # Where something is typed, noise is an answer.
        noise = data.draw(st.lists(st.sampled_from(NOISE), max_size=2)) if screen.ask and screen.field is None else []
        if screen.field is not None and picks is not BACK:
            return Plain(Lines(*noise, typed(picks) or "none"), Lines()).present(screen)
        line = "b" if picks is BACK else "" if picks is None else line_for(screen, picks)
        return Plain(Lines(*noise, line), Lines()).present(screen)

    return answering(by_file, data, answer)


def walk_in_windows(by_file, data):
    def answer(screen, picks):
        window = Window.of(screen)
        if screen.field is not None:
            keys = ["escape"] if picks is BACK else ["end", *["backspace"] * len(window.text), *typed(picks), "enter"]
            for key in keys:
                window = press(window, key, 60, 20)
            return window
        for key in data.draw(st.sampled_from(KEY_NOISE)) if screen.ask else ["up"]:
            window = press(window, key, 60, 20)
            assert isinstance(window, Window), "noise must answer nothing"
        if picks is BACK:
            return press(window, "left", 60, 20)
        for key in keys_to(window, picks or ()):
            window = press(window, key, 60, 20)
        return window

    return answering(by_file, data, answer)


ALL = "All of it: 2 pieces of advice, steps, what to tell and ask"


def test_what_is_said_beyond_the_outcome_stands_in_pages_that_lead_back():
    read = Action("Read about a topic", lambda *_: None, is_to_read=True)
    replies = ("Show my result", ALL, "Other advice", BEGIN, "Read about a topic", BACK, "Finish")
    person, shown, _, finished = talk(FLUSHED, BEGIN, *replies, actions=[read])

    assert person.titles[2:] == ["See a provider soon", "All of it", "Other advice", "All of it", "All of it", "See a provider soon"]
    assert "Read about a topic" not in [row.text for row in person.screens[2].rows]
    assert shown == ["soon"]
    assert finished


def test_whoever_stops_on_a_page_keeps_the_outcome():
    assert talk(FLUSHED, BEGIN, "Show my result", "MORE", "To read, and sources", STOP)[1] == ["soon"]
    assert talk(FLUSHED, BEGIN, "Show my result", "MORE", STOP)[1] == ["soon"]


def test_a_person_with_nothing_to_report_needs_fewer_than_70_keys():
    pressed = []

    def present(screen):
        if screen.field is not None:
            # An age is typed, and a note left empty.
            keys = ["enter"] if screen.field.may_be_empty else [*"40", "enter"]
            pressed.extend(keys)
            return at_window(screen, keys)
        calm = next((row for row in screen.rows if row.id in {"none", "no", "adult", "FINISH", screens.GO_ON}), None)
        keys = ["enter"] if calm is None or screen.cursor is not None else [*str(screen.rows.index(calm) + 1), "enter"]
        pressed.extend(keys)
        return at_window(screen, keys)

    interview, finished = Conversation(present, lambda _: None).hold(Interview(REAL))

    assert finished
    assert interview.is_complete
    assert assess(interview).urgency.id == "information"
    assert 2 * len(interview.answers) <= len(pressed) < 70


def test_the_first_step_of_an_emergency_is_to_call():
    opening = screens.outcome(assess(Interview(REAL).take("breathing", "yes")), (), ()).openings[-1]
    (steps,) = (block for block in opening if isinstance(block, Items) and block.steps)

    assert steps.texts[0] == "Call 911, or your local emergency number."
