"""What a red flag is about. One list for all languages, so that triage can branch on it."""

from enum import StrEnum


class Category(StrEnum):
    CRY_FOR_HELP = "cry_for_help"
    CHEST_PAIN = "chest_pain"
    CARDIAC = "cardiac"
    BREATHING = "breathing"
    CHOKING = "choking"
    UNCONSCIOUS = "unconscious"
    SEIZURE = "seizure"
    STROKE = "stroke"
    CONFUSION = "confusion"
    THUNDERCLAP_HEADACHE = "thunderclap_headache"
    BLEEDING = "bleeding"
    ANAPHYLAXIS = "anaphylaxis"
    OVERDOSE_POISONING = "overdose_poisoning"
    BURNS = "burns"
    HEAD_INJURY = "head_injury"
    MAJOR_TRAUMA = "major_trauma"
    VIOLENCE = "violence"
    DROWNING_ELECTRIC = "drowning_electric"
    HEAT_COLD = "heat_cold"
    CHILD_DANGER = "child_danger"
    PREGNANCY = "pregnancy"
    MENINGITIS_SEPSIS = "meningitis_sepsis"
    ABDOMINAL = "abdominal"
    AORTIC = "aortic"
    TESTICULAR = "testicular"
    CAUDA_EQUINA = "cauda_equina"
    VISION_LOSS = "vision_loss"
    LIMB = "limb"
    DIABETIC = "diabetic"
    SELF_HARM_DONE = "self_harm_done"
    """It has happened: a body in danger, and somebody who may want to die."""
    SUICIDE = "suicide"
    PSYCHOSIS = "psychosis"


MENTAL_HEALTH = frozenset({Category.SELF_HARM_DONE, Category.SUICIDE, Category.PSYCHOSIS})
