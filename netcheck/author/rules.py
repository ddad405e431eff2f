"""The rules of ``check``, each with a code that never changes its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it finds, why it matters, how to mend it, and the smallest example of the fault."""

    code: str
    severity: Severity
    title: str
    why: str
    mend: str
    example: str


_RULES = (
    Rule(
        "N001",
        "error",
        "The file cannot be used",
        "The questionnaire has a fault, so the program refuses all of it. Nothing is guessed, because a guess could hide advice.",
        "Do what the message says at its line. All faults are listed at once.",
        "when: {flusing: yes}    # there is no question 'flusing'",
    ),
    Rule(
        "N101",
        "warning",
        "A source that nothing names",
        "Readers take the list of sources for what the content rests on. A source nobody uses may also mean that a fact lost its source.",
        "Name the source where its fact stands, or remove it.",
        "sources: {leaflet: {…}}    # and no 'sources: [leaflet]' anywhere",
    ),
    Rule(
        "N102",
        "warning",
        "A named condition that nothing uses",
        "A condition without a use is mostly a rule that somebody forgot to connect.",
        "Use the name in a 'when:' or in another condition, or remove it.",
        "conditions: {dry_heat: {feel: dry}}    # and no 'when: dry_heat'",
    ),
    Rule(
        "N103",
        "warning",
        "Two labels that say nearly the same",
        "On the review page, in the reasons and on the visit sheet nobody could tell the two apart.",
        "Change the words of one until the difference is plain, or make one of the two.",
        "short: Belly pain    # and elsewhere 'short: Pain in the belly'",
    ),
    Rule(
        "N104",
        "warning",
        "An 'allow' line that allows nothing",
        "The finding it was written for is gone. Left in place, the line would hide a new one.",
        "Remove the line, or mend its code and its 'where'.",
        "allow: [{code: N101, where: leaflet, because: …}]    # and the source is used by now",
    ),
    Rule(
        "N201",
        "warning",
        "A choice that changes nothing",
        "A person says that they have this sign, and nothing they are told depends on it.",
        "Name the choice in the condition of some advice, give it a follow-up, or remove it.",
        "choices: {wheeze: Wheezing}    # and no condition with 'wheeze'",
    ),
    Rule(
        "N202",
        "error",
        "A question that changes nothing",
        "Every person answers it, and nobody is told anything else because of it.",
        "Name its choices in a condition, give it a follow-up, mark it 'kind: context', or remove it.",
        "- id: wheeze    # and no condition with 'wheeze'",
    ),
    Rule(
        "N203",
        "error",
        "A question that is never asked",
        "Every way to it ends in an emergency before, so no person ever sees it.",
        "Put it under a choice that is no emergency, or remove it.",
        "then: {yes: [ … ]}    # while 'yes' alone is an emergency",
    ),
    Rule(
        "N204",
        "error",
        "Advice that is never earned",
        "No answers make its condition true, so the people it was written for are told something else.",
        "Look for two parts under 'all' that exclude each other, or for a follow-up whose choice is not given.",
        "when: {all: [{breathing: no}, {breathing_plain: yes}]}    # asked only after 'not sure'",
    ),
    Rule(
        "N205",
        "error",
        "Advice that an emergency always replaces",
        "Whoever would earn it earns an emergency at the same time or before. An emergency stands alone, so nobody reads this advice.",
        "Remove it, or change one of the two conditions.",
        "when: {breathing: yes}    # while 'breathing: yes' is an emergency",
    ),
    Rule(
        "N206",
        "warning",
        "Advice always hidden behind a more urgent twin",
        "Whoever earns it earns the other as well, so its own urgency never counts.",
        "Make one of the two, or change the conditions so that each has people of its own.",
        "urgency: soon, when: {cough: yes}    # while 'today' has 'when: {cough: yes}' too",
    ),
    Rule(
        "N301",
        "error",
        "A sign without 'not sure'",
        "Nobody may be forced to a no they do not know. A person who is unsure must never be told less than one who says no.",
        "Add the choice 'not_sure', and say in the conditions what it counts for.",
        "choices: {yes: Yes, no: No}",
    ),
    Rule(
        "N302",
        "error",
        "An emergency that is asked about late",
        "Danger signs come first, in the first section. A person with this emergency answers other questions before they are told to go.",
        "Move the question to the first section, or give the reason in 'late_because' of the advice.",
        "urgency: emergency, when: {symptoms: wheeze}    # 'symptoms' is in the second section",
    ),
    Rule(
        "N303",
        "error",
        "A danger sign that waits for a later question",
        "The sign of the first section counts only together with an answer that is given later. Until then the person goes on answering.",
        "Ask both in the first section, let the danger sign count alone, or give the reason in 'late_because' of the advice.",
        "when: {all: [{swelling: yes}, {symptoms: breathless}]}    # 'symptoms' comes later",
    ),
    Rule(
        "N304",
        "warning",
        "A reason for being late that is not needed",
        "The emergency is asked about in the first section, so the reason misleads its reader.",
        "Remove 'late_because'.",
        "late_because: …    # while 'when' names only questions of the first section",
    ),
    Rule(
        "N401",
        "error",
        "Advice that says nothing to do",
        "Advice without a step leaves a worried person alone.",
        "Add 'do' to the advice or to its urgency. For 'information', 'learn' is enough.",
        "- {id: a, urgency: routine, …}    # neither it nor 'routine' has a 'do'",
    ),
    Rule(
        "N402",
        "error",
        "A topic that the guide does not have",
        "The advice promises something to read, and there is nothing.",
        "Mend the name, or write the page: NAME.md in guide/, beside questions.yaml in a folder.",
        "learn: [flushng]",
    ),
    Rule(
        "N403",
        "error",
        "Urgent advice that the guide leaves out",
        "Whoever reads the guide in place of the questions must find the same emergencies and the same reasons to call today.",
        "Write a line for it under a heading with this urgency, and name the advice, and the sign if it is one, behind the line.",
        "- A stiff neck with a fever. <!-- advice: emergency_neck -->",
    ),
    Rule(
        "N404",
        "error",
        "A line of the guide with another deadline",
        "The guide says one thing and the advice another. A person who has read both does not know which to follow.",
        "Move the line under a heading with the urgency of the advice, or name the advice that it stands for.",
        "## Call the same day <!-- urgency: today -->    # and below it a line of an emergency",
    ),
    Rule(
        "N405",
        "error",
        "The emergency number is missing where it is needed",
        "Whoever is in danger must read the number at once, on the first page and in the steps of every emergency.",
        "Name the number of 'emergency' in 'do' of the advice or of the urgency 'emergency', and under 'start'.",
        "do: [Get help.]    # while 'emergency' says 'number: 999'",
    ),
    Rule(
        "N406",
        "error",
        "A line of the guide that stands for no advice",
        "Under a heading with an urgency every line tells how soon to act. One that no advice stands behind was decided by nobody.",
        "Name the advice behind the line, or remove the line.",
        "- A cough for 3 weeks. <!-- advice: soon_coff -->    # there is no such advice",
    ),
    Rule(
        "N501",
        "error",
        "A phrase that netcheck must not use",
        "The program gives no diagnosis, no probability, no reassurance beyond the answers and no change of medicine.",
        "Say what to do and how soon instead. The message names the way.",
        "say: You may have cancer.",
    ),
    Rule(
        "N502",
        "warning",
        "A text that is hard to read",
        "People read this tired and afraid. Texts for patients should not ask for more than eight years of school.",
        "Cut the longest sentence in two, and put everyday words for long ones.",
        "say: Gastrointestinal symptomatology necessitates a multidisciplinary evaluation.",
    ),
    Rule(
        "N503",
        "error",
        "A line that begins in the middle of a sentence",
        "Between [brackets] a comma begins a new line, so one sentence became two lines, and people read them as two.",
        "Put the text in quotes, or each line under the other behind a '-'. A line of its own begins with a capital letter.",
        "do: [If you get worse, call again.]    # two lines: 'If you get worse' and 'call again.'",
    ),
    Rule(
        "N601",
        "warning",
        "A review that has run out",
        "Medical facts grow old. The day until which somebody vouched for this content has passed.",
        "Have the content reviewed, and set 'on' and 'until' of 'review' anew.",
        "review: {by: A. Nurse, on: 2024-01-31, until: 2025-01-31}",
    ),
    Rule(
        "N602",
        "warning",
        "A help line not checked for a year",
        "Numbers change. A dead number fails a person at the worst moment.",
        "Compare the number with its source, and set 'checked' to that day.",
        "help_lines: [{…, checked: 2024-01-31}]",
    ),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _RULES}
