#!/usr/bin/env python3
"""What the program says to bad inputs: exit code 2, these lines on the standard error, nothing on the standard output,
and no file left. Good inputs of an unusual kind are at the end.

bad_inputs.py <program>
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ACCOUNTS = "id,revenue\nacme,1000\nbolt,500\ncity,250\n"
HEAD = '[portfolio]\naccounts = "accounts.csv"\n[defaults]\nkey_accounts = 2\n'
MATRIX = '[[alternatives]]\nname = "a"\nstructure = "matrix"\n'

# Name, files beside accounts.csv or in its place, arguments, what is said but for the last line.
CASES = [
    (
        "missing scenario",
        {},
        ["nothing.toml"],
        [
            'nothing.toml: cannot read the scenario: there is no such file',
        ],
    ),
    (
        "folder instead of a scenario",
        {"folder/x": ""},
        ["folder"],
        [
            'folder: cannot read the scenario: it is a folder, not a file',
        ],
    ),
    (
        "missing accounts",
        {"scenario.toml": '[portfolio]\naccounts = "nothing.csv"\n'},
        [],
        [
            'scenario.toml:2:12: cannot read "nothing.csv" (looked for nothing.csv): there is no such file',
        ],
    ),
    (
        "folder instead of accounts",
        {"scenario.toml": HEAD.replace("accounts.csv", "folder"), "folder/x": ""},
        [],
        [
            'scenario.toml:2:12: cannot read "folder" (looked for folder): it is a folder, not a file',
        ],
    ),
    (
        "empty scenario",
        {"scenario.toml": ""},
        [],
        [
            'scenario.toml:1:1: there is no [portfolio]; it names the file of the accounts: accounts = "accounts.csv"',
        ],
    ),
    (
        "no portfolio",
        {"scenario.toml": 'title = "x"\n'},
        [],
        [
            'scenario.toml:1:1: there is no [portfolio]; it names the file of the accounts: accounts = "accounts.csv"',
        ],
    ),
    (
        "no accounts named",
        {"scenario.toml": "[portfolio]\nscale = 1\n"},
        [],
        [
            'scenario.toml:1:1: [portfolio] lacks "accounts", the name of the file with one row for each account',
        ],
    ),
    (
        "scenario in UTF-16",
        {"scenario.toml": HEAD.encode("utf-16")},
        [],
        [
            'scenario.toml:1: is not UTF-8; save the file as UTF-8',
        ],
    ),
    (
        "scenario in Latin-1",
        {"scenario.toml": ('title = "Käse"\n' + HEAD).encode("latin-1")},
        [],
        [
            'scenario.toml:1: is not UTF-8; save the file as UTF-8',
        ],
    ),
    (
        "NUL in the scenario",
        {"scenario.toml": HEAD + "\0"},
        [],
        [
            "scenario.toml:5:1: Error while parsing root table: expected keys, tables, whitespace or comments, saw '\\u0000'",
        ],
    ),
    (
        "open bracket",
        {"scenario.toml": "title = 1\n[simulation\n" + HEAD},
        [],
        [
            "scenario.toml:2:12: Error while parsing table header: expected ']', saw '\\n'",
        ],
    ),
    (
        "key twice",
        {"scenario.toml": "title = 'x'\ntitle = 'y'\n" + HEAD},
        [],
        [
            "scenario.toml:2:9: Error while parsing key-value pair: cannot redefine existing string 'title'",
        ],
    ),
    (
        "table twice",
        {"scenario.toml": HEAD + "[today]\n[today]\n"},
        [],
        [
            "scenario.toml:6:1: Error while parsing table header: cannot redefine existing table 'today'",
        ],
    ),
    (
        "decimal comma",
        {"scenario.toml": HEAD + "[simulation]\nyears = 2,5\n"},
        [],
        [
            "scenario.toml:6:10: Error while parsing key-value pair: expected a comment or whitespace, saw ','",
        ],
    ),
    (
        "unknown table",
        {"scenario.toml": HEAD + "[simulations]\nyears = 3\n"},
        [],
        [
            'scenario.toml:5:2: unknown key "simulations" — did you mean "simulation"?',
        ],
    ),
    (
        "unknown key",
        {"scenario.toml": HEAD + "[simulation]\nyeers = 3\n"},
        [],
        [
            'scenario.toml:6:1: unknown key "simulation.yeers" — did you mean "simulation.years"?',
        ],
    ),
    (
        "unknown key like no other",
        {"scenario.toml": HEAD + "[firm]\nzebra = 3\n"},
        [],
        [
            'scenario.toml:6:1: unknown key "firm.zebra"; there is "firm.cash_buffer" or "firm.yearly_overheads"',
        ],
    ),
    (
        "wrong type of a section",
        {"scenario.toml": "simulation = 4\n" + HEAD},
        [],
        [
            'scenario.toml:1:14: "simulation" takes a table, not a whole number',
        ],
    ),
    (
        "precision of nothing",
        {"scenario.toml": HEAD + "[precision]\nconfidence = 0.9\n"},
        [],
        [
            'scenario.toml:5:1: nothing is asked for; give "difference", "value", "measures" or '
            '"probability_of_correct_selection"',
        ],
    ),
    (
        "precision of an unknown measure",
        {"scenario.toml": HEAD + "[precision]\nmeasures = { custmers = 1 }\n"},
        [],
        [
            'scenario.toml:6:12: there is no measure "custmers" — did you mean "customers"?; kamsim measures lists them',
        ],
    ),
    (
        "selection without an indifference",
        {"scenario.toml": HEAD + "[precision]\nprobability_of_correct_selection = 0.9\n"},
        [],
        [
            'scenario.toml:6:36: "probability_of_correct_selection" and "indifference", the least lead that matters, '
            "belong together; give both",
        ],
    ),
    (
        "selection no better than a guess",
        {"scenario.toml": HEAD + "[precision]\nprobability_of_correct_selection = 0.2\nindifference = 5\n"},
        [],
        [
            'scenario.toml:6:36: "precision.probability_of_correct_selection" is 0.2, not more than the chance of a guess '
            "among 4 designs",
        ],
    ),
    (
        "fewer replications at most than at first",
        {"scenario.toml": HEAD + "[precision]\nvalue = 5\nmost_replications = 100\n"},
        [],
        [
            'scenario.toml:7:21: "precision.most_replications" is 100, fewer than the 10000 replications that the run '
            "begins with",
        ],
    ),
    (
        "precision of a difference of one design",
        {"scenario.toml": HEAD + MATRIX + "[precision]\ndifference = 5\n"},
        [],
        [
            "scenario.toml:8:1: there is one alternative only, and so no difference",
        ],
    ),
    (
        "precision with a Latin hypercube",
        {
            "scenario.toml": HEAD
            + '[uncertainty]\ndesign = "latin_hypercube"\n[uncertainty.inputs]\ndiscount_rate = { distribution = '
            + '"uniform", low = 0.05, high = 0.15 }\n[precision]\nvalue = 5\n'
        },
        [],
        [
            "scenario.toml:9:1: the points of a Latin hypercube depend on how many worlds there are, so a run cannot go on "
            'until something holds; write uncertainty.design = "sobol"',
        ],
    ),
    (
        "text for a number",
        {"scenario.toml": HEAD + '[simulation]\nyears = "seven"\n'},
        [],
        [
            'scenario.toml:6:9: "simulation.years" takes a number, not a text',
        ],
    ),
    (
        "number for a text",
        {"scenario.toml": "title = 7\n" + HEAD},
        [],
        [
            'scenario.toml:1:9: "title" takes a text in quotes, not a whole number',
        ],
    ),
    (
        "number for true or false",
        {"scenario.toml": HEAD + "[simulation]\nresidual = 1\n"},
        [],
        [
            'scenario.toml:6:12: "simulation.residual" takes true or false, not a whole number',
        ],
    ),
    (
        "fraction for a whole number",
        {"scenario.toml": HEAD + "[simulation]\nreplications = 1.5\n"},
        [],
        [
            'scenario.toml:6:16: "simulation.replications" takes a whole number, not a number',
        ],
    ),
    (
        "NaN",
        {"scenario.toml": HEAD + "[simulation]\ndiscount_rate = nan\n"},
        [],
        [
            'scenario.toml:6:17: "simulation.discount_rate" is nan; it must be a finite number',
        ],
    ),
    (
        "infinity",
        {"scenario.toml": HEAD + "[firm]\ncash_buffer = inf\n"},
        [],
        [
            'scenario.toml:6:15: "firm.cash_buffer" is inf; it must be a finite number',
        ],
    ),
    (
        "zero replications",
        {"scenario.toml": HEAD + "[simulation]\nreplications = 0\n"},
        [],
        [
            'scenario.toml:6:16: "simulation.replications" is 0; it must be a whole number from 1 to 1000000000',
        ],
    ),
    (
        "negative replications",
        {"scenario.toml": HEAD + "[simulation]\nreplications = -5\n"},
        [],
        [
            'scenario.toml:6:16: "simulation.replications" is -5; it must be a whole number from 1 to 1000000000',
        ],
    ),
    (
        "too many replications",
        {"scenario.toml": HEAD + "[simulation]\nreplications = 1000000001\n"},
        [],
        [
            'scenario.toml:6:16: "simulation.replications" is 1000000001; it must be a whole number from 1 to 1000000000',
        ],
    ),
    (
        "negative seed",
        {"scenario.toml": HEAD + "[simulation]\nseed = -1\n"},
        [],
        [
            'scenario.toml:6:8: "simulation.seed" is -1; it must be a whole number, 0 or more',
        ],
    ),
    (
        "no horizon",
        {"scenario.toml": HEAD + "[simulation]\nyears = 0\n"},
        [],
        [
            'scenario.toml:6:9: "simulation.years" is 0; it must be above 0 and at most 100 years',
        ],
    ),
    (
        "horizon below half a period",
        {"scenario.toml": HEAD + "[simulation]\nyears = 0.1\n"},
        [],
        [
            'scenario.toml:6:9: "simulation.years" is 0.1, less than half of a period; with 4 periods a year the shortest horizon is 0.25',
        ],
    ),
    (
        "horizon of a thousand years",
        {"scenario.toml": HEAD + "[simulation]\nyears = 1000\n"},
        [],
        [
            'scenario.toml:6:9: "simulation.years" is 1000; it must be above 0 and at most 100 years',
        ],
    ),
    (
        "period twice",
        {"scenario.toml": HEAD + '[simulation]\nperiod = "month"\nperiods_per_year = 12\n'},
        [],
        [
            'scenario.toml:7:20: "simulation.period" and "simulation.periods_per_year" say the same; leave one of them out',
        ],
    ),
    (
        "unknown period",
        {"scenario.toml": HEAD + '[simulation]\nperiod = "week"\n'},
        [],
        [
            'scenario.toml:6:10: "week" is no value of "simulation.period"; it takes "year", "quarter" or "month"',
        ],
    ),
    (
        "discount in per cent",
        {"scenario.toml": HEAD + "[simulation]\ndiscount_rate = 12\n"},
        [],
        [
            'scenario.toml:6:17: "simulation.discount_rate" is 12; it must be between 0 and 10, a share and no percentage',
        ],
    ),
    (
        "unknown word",
        {"scenario.toml": HEAD + '[simulation]\nbooking = "mid"\n'},
        [],
        [
            'scenario.toml:6:11: "mid" is no value of "simulation.booking"; it takes "middle", "start" or "end"',
        ],
    ),
    (
        "negative rate",
        {"scenario.toml": HEAD + '[parameters]\n"expansion.opportunity_rate" = -1\n'},
        [],
        [
            'scenario.toml:6:32: "expansion.opportunity_rate" is -1; it must be 0 or more',
        ],
    ),
    (
        "probability above 1",
        {"scenario.toml": HEAD + '[parameters]\n"retention.endangerment_threshold" = 1.5\n'},
        [],
        [
            'scenario.toml:6:38: "retention.endangerment_threshold" is 1.5; it must be between 0 and 1',
        ],
    ),
    (
        "unknown parameter",
        {"scenario.toml": HEAD + '[parameters]\n"retention.sav" = 0.7\n'},
        [],
        [
            'scenario.toml:6:1: unknown key "retention.sav" — did you mean "retention.save"?',
        ],
    ),
    (
        "parameter twice",
        {"scenario.toml": HEAD + '[parameters]\n"retention.save" = 0.7\nretention.save = 0.8\n'},
        [],
        [
            'scenario.toml:6:1: parameter "retention.save" is set twice',
        ],
    ),
    (
        "commission tiers out of order",
        {"scenario.toml": HEAD + "[parameters.ledger]\ncommission_tier_1 = 3000\n"},
        [],
        [
            'scenario.toml:6:21: "ledger.commission_tier_1" is 3000 and above "ledger.commission_tier_2", 2000; give the tiers in ascending order',
        ],
    ),
    (
        "unknown structure",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a"\nstructure = "matrx"\n'},
        [],
        [
            'scenario.toml:7:13: "matrx" is no value of "alternatives.a.structure" — did you mean "matrix"?',
        ],
    ),
    (
        "unknown structure today",
        {"scenario.toml": HEAD + '[today]\nstructure = "matrics"\n'},
        [],
        [
            'scenario.toml:6:13: "matrics" is no value of "today.structure" — did you mean "matrix"?',
        ],
    ),
    (
        "new structure without a base",
        {"scenario.toml": HEAD + "[structures.mine]\nsetup = 1\n"},
        [],
        [
            'scenario.toml:5:1: "mine" is no built-in structure; a new one needs on = "early_stage", "matrix" or "centralized" to say what it starts from',
        ],
    ),
    (
        "new structure on none",
        {"scenario.toml": HEAD + '[structures.mine]\non = "none"\n'},
        [],
        [
            'scenario.toml:6:6: "none" is no value of "structures.mine.on"; it takes "early_stage", "matrix" or "centralized"',
        ],
    ),
    (
        "built-in structure on another",
        {"scenario.toml": HEAD + '[structures.matrix]\non = "centralized"\n'},
        [],
        [
            'scenario.toml:6:6: "matrix" is a built-in structure and stands on no other; leave it out, or give the new structure a name of its own',
        ],
    ),
    (
        "load of zero",
        {"scenario.toml": HEAD + "[structures.matrix]\nload = 0\n"},
        [],
        [
            'scenario.toml:6:8: "structures.matrix.load" is 0; it must be above 0',
        ],
    ),
    (
        "a load that hires a town",
        {"scenario.toml": HEAD + MATRIX + "[structures.matrix]\nload = 0.00001\n"},
        [],
        [
            'scenario.toml:5:1: alternative "a" needs 200000 managers for 2 key accounts at the load 1e-05 of structure "matrix", and a scenario takes 100000; raise the load',
        ],
    ),
    (
        "age without a programme",
        {"scenario.toml": HEAD + "[today]\nprogramme_age = 2\n"},
        [],
        [
            'scenario.toml:6:17: "today.programme_age" describes a programme, and today\'s structure is "none"; name the structure that stands today',
        ],
    ),
    (
        "more key accounts than accounts",
        {"scenario.toml": HEAD + MATRIX + "key_accounts = 40\n"},
        [],
        [
            'scenario.toml:8:16: alternative "a" has 40 key accounts and the portfolio 3 accounts; give a number that suits the portfolio',
        ],
    ),
    (
        "more default key accounts than accounts",
        {"scenario.toml": '[portfolio]\naccounts = "accounts.csv"\n'},
        [],
        [
            'scenario.toml:1:1: the default number of key accounts is 15, and the portfolio has 3 accounts; set key_accounts under [defaults] to a number that suits the portfolio',
        ],
    ),
    (
        "negative key accounts",
        {"scenario.toml": HEAD + MATRIX + "key_accounts = -1\n"},
        [],
        [
            'scenario.toml:8:16: "alternatives.a.key_accounts" is -1; it must be a whole number from 0 to 1000000',
        ],
    ),
    (
        "alternative without a name",
        {"scenario.toml": HEAD + '[[alternatives]]\nstructure = "matrix"\n'},
        [],
        [
            'scenario.toml:5:1: the alternative needs a name, for example name = "matrix"',
        ],
    ),
    (
        "alternative twice",
        {"scenario.toml": HEAD + MATRIX + MATRIX},
        [],
        [
            'scenario.toml:9:8: there are two alternatives "a"; names must differ',
        ],
    ),
    (
        "no structure",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a"\n'},
        [],
        [
            'scenario.toml:5:1: alternative "a" has no structure; write structure = "none", "early_stage", "matrix" or "centralized" for one that stands from the first day, or plan = [{ year = 0, structure = "..." }, ...]',
        ],
    ),
    (
        "structure and plan",
        {"scenario.toml": HEAD + MATRIX + "plan = []\n"},
        [],
        [
            'scenario.toml:8:8: alternative "a" has both a structure and a plan; write structure = "none", "early_stage", "matrix" or "centralized" for one that stands from the first day, or plan = [{ year = 0, structure = "..." }, ...]',
        ],
    ),
    (
        "switch past the horizon",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a"\nplan = [{ year = 0, structure = "none" }, { year = 9, structure = "matrix" }]\n'},
        [],
        [
            'scenario.toml:7:43: a step of "alternatives.a.plan" is in year 9, and the horizon ends after 7 years; it would never be taken. Leave it out, or set simulation.years above 9',
        ],
    ),
    (
        "switches out of order",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a"\nplan = [{ year = 2, structure = "none" }, { year = 1, structure = "matrix" }]\n'},
        [],
        [
            'scenario.toml:7:43: the steps of "alternatives.a.plan" must be in order of their years, and 1 comes after 2',
        ],
    ),
    (
        "two switches in one period",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a"\nplan = [{ year = 1, structure = "none" }, { year = 1.05, structure = "matrix" }]\n'},
        [],
        [
            'scenario.toml:7:43: two steps of "alternatives.a.plan", in years 1 and 1.05, fall into the same period; leave one out, or take shorter periods',
        ],
    ),
    (
        "switch without a structure",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a"\nplan = [{ year = 2 }]\n'},
        [],
        [
            'scenario.toml:7:9: the step lacks "alternatives.a.plan.structure"',
        ],
    ),
    (
        "lever above 1",
        {"scenario.toml": HEAD + MATRIX + "levers = 1.2\n"},
        [],
        [
            'scenario.toml:8:10: "alternatives.a.levers" is 1.2; it must be between 0 and 1',
        ],
    ),
    (
        "unknown lever",
        {"scenario.toml": HEAD + MATRIX + "levers = { trainings = 1 }\n"},
        [],
        [
            'scenario.toml:8:12: unknown key "alternatives.a.levers.trainings" — did you mean "alternatives.a.levers.training"?',
        ],
    ),
    (
        "attention for an account that is not there",
        {"scenario.toml": HEAD + MATRIX + 'attention_weights = [{ account = "bold", hours = 2 }]\n'},
        [],
        [
            'scenario.toml:8:34: there is no account "bold" in the portfolio — did you mean "bolt"?',
        ],
    ),
    (
        "attention for an account twice",
        {"scenario.toml": HEAD + MATRIX + 'attention_weights = [{ account = "bolt" }, { account = "bolt" }]\n'},
        [],
        [
            'scenario.toml:8:56: "bolt" stands twice in "alternatives.a.attention_weights"; give it one entry',
        ],
    ),
    (
        "attention for nobody",
        {"scenario.toml": HEAD + MATRIX + 'attention_weights = [{ hours = 2 }]\n'},
        [],
        [
            'scenario.toml:8:22: "alternatives.a.attention_weights.account" is missing; give the id of an account',
        ],
    ),
    (
        "attention that is no table",
        {"scenario.toml": HEAD + MATRIX + 'attention_weights = ["bolt"]\n'},
        [],
        [
            'scenario.toml:8:22: an entry of "alternatives.a.attention_weights" is a table: { account = "...", hours = 1.5, money = 0.5 }, not a text',
        ],
    ),
    (
        "unknown policy",
        {"scenario.toml": HEAD + MATRIX + 'attention = "at risk"\n'},
        [],
        [
            'scenario.toml:8:13: "at risk" is no value of "alternatives.a.attention" — did you mean "at_risk"?',
        ],
    ),
    (
        "negative budget",
        {"scenario.toml": HEAD + MATRIX + "rescue_budget = -1\n"},
        [],
        [
            'scenario.toml:8:17: "alternatives.a.rescue_budget" is -1; it must be 0 or more',
        ],
    ),
    (
        "unknown baseline",
        {"scenario.toml": 'baseline = "nonne"\n' + HEAD},
        [],
        [
            'scenario.toml:1:12: "nonne" is no value of "baseline" — did you mean "none"?',
        ],
    ),
    (
        "no alternatives in the list",
        {"scenario.toml": "alternatives = []\n" + HEAD},
        [],
        [
            'scenario.toml:1:16: the list of alternatives is empty; leave it out for the four built-in structures',
        ],
    ),
    (
        "unknown alternative to keep",
        {"scenario.toml": 'only_alternatives = ["none", "matriz"]\n' + HEAD},
        [],
        [
            'scenario.toml:1:30: there is no alternative "matriz" — did you mean "matrix"?',
        ],
    ),
    (
        "kept alternatives without the baseline",
        {"scenario.toml": 'only_alternatives = ["matrix"]\nbaseline = "none"\n' + HEAD},
        [],
        [
            'scenario.toml:2:12: "none" is no value of "baseline"; it takes "matrix"',
        ],
    ),
    (
        "a million alternatives",
        {"scenario.toml": HEAD + '[cross]\nstructure = ["matrix"]\n' + "".join(f"{key} = {list(range(100))}\n" for key in ("investment_budget", "rescue_budget", "tender_lead"))},
        [],
        [
            'scenario.toml:5:1: [cross] makes 1000000 alternatives, and a scenario takes 1000; cross fewer values, or part the question into several scenarios',
        ],
    ),
    (
        "a thousand and one alternatives",
        {"scenario.toml": HEAD + "".join(f'[[alternatives]]\nname = "{i}"\nstructure = "none"\n' for i in range(1001))},
        [],
        [
            'scenario.toml:5:1: there are 1001 alternatives, and a scenario takes 1000; part them into several scenarios',
        ],
    ),
    (
        "crossed without a structure",
        {"scenario.toml": HEAD + "[cross]\nkey_accounts = [1, 2]\n"},
        [],
        [
            'scenario.toml:5:1: [cross] lacks "structure"; every alternative has one, for example structure = ["matrix"]',
        ],
    ),
    (
        "crossed key that is no list",
        {"scenario.toml": HEAD + '[cross]\nstructure = "matrix"\n'},
        [],
        [
            'scenario.toml:6:13: "cross.structure" takes an array, not a text',
        ],
    ),
    (
        "crossed value of the wrong type",
        {"scenario.toml": HEAD + '[cross]\nstructure = ["matrix", 3]\nkey_accounts = [1, 2.5, 40]\n'},
        [],
        [
            'scenario.toml:6:24: "cross.structure" takes a text in quotes, not a whole number',
            'scenario.toml:7:20: "cross.key_accounts" takes a whole number, not a number',
            'scenario.toml:7:25: "cross.key_accounts" is 40 and the portfolio has 3 accounts; give a number that suits the portfolio',
        ],
    ),
    (
        "crossed value twice",
        {"scenario.toml": HEAD + '[cross]\nstructure = ["matrix", "matrix"]\n'},
        [],
        [
            'scenario.toml:5:1: [cross] makes an alternative "matrix", and there is one already; leave out the value that stands twice, or rename the other alternative',
        ],
    ),
    (
        "correlations that cannot hold together",
        {
            "scenario.toml": HEAD
            + "[uncertainty.inputs]\n"
            + "".join(
                f'accounts.{column} = {{ distribution = "uniform", low = 0, high = 1 }}\n'
                for column in ("fit", "logo", "demanding")
            )
            + "".join(
                f'[[uncertainty.correlations]]\ninputs = ["accounts.{one}", "accounts.{other}"]\nrank = {rank}\n'
                for one, other, rank in (("fit", "logo", 0.9), ("logo", "demanding", 0.9), ("fit", "demanding", -0.9))
            )
        },
        [],
        [
            'scenario.toml:9:1: the rank correlations of "accounts.fit" with "accounts.logo" (0.9), "accounts.logo" with "accounts.demanding" (0.9), "accounts.fit" with "accounts.demanding" (-0.9) cannot hold together: the matrix of correlations is not positive definite; bring one of them nearer to 0, or give those that are missing',
        ],
    ),
    (
        "a distribution outside of what its column takes, and an unknown input",
        {
            "scenario.toml": HEAD
            + '[uncertainty.inputs]\naccounts.growth = { distribution = "uniform", low = 3, high = 4 }\nretention.saev = "evidence"\n'
        },
        [],
        [
            'scenario.toml:6:10: uncertain input "accounts.growth": nothing of the uniform distribution lies between -1 and 1; widen the bounds or move the distribution',
            'scenario.toml:7:11: unknown input "retention.saev" — did you mean "retention.save"?',
        ],
    ),
    (
        "replications that are not whole worlds",
        {"scenario.toml": 'uncertainty = "evidence"\n' + HEAD + "[simulation]\nreplications = 1001\n"},
        [],
        [
            "scenario.toml:7:16: simulation.replications is 1001, not two or more whole worlds of 8 futures; the nearest are 1000 and 1008",
        ],
    ),
    (
        "correlation above 1",
        {"scenario.toml": HEAD + '[uncertainty.inputs]\n"retention.save" = { distribution = "uniform", low = 0.5, high = 1 }\n"retention.market" = { distribution = "uniform", low = 4, high = 8 }\n"retention.tender" = { distribution = "uniform", low = 0.5, high = 1 }\n[[uncertainty.correlations]]\ninputs = ["retention.save", "retention.market"]\nrank = 1.5\n'},
        [],
        [
            'scenario.toml:11:8: "uncertainty.correlations.rank" is 1.5; it must be between -1 and 1',
        ],
    ),
    (
        "unknown distribution",
        {"scenario.toml": HEAD + '[uncertainty.inputs]\n"retention.save" = { distribution = "uniforn", low = 0.5, high = 1 }\n"retention.market" = { distribution = "uniform", low = 4, high = 8 }\n"retention.tender" = { distribution = "uniform", low = 0.5, high = 1 }\n'},
        [],
        [
            'scenario.toml:6:37: "uniforn" is no value of "uncertainty.inputs.retention.save.distribution" — did you mean "uniform"?',
        ],
    ),
    (
        "uncertain input that is none",
        {"scenario.toml": HEAD + '[uncertainty.inputs]\n"retention.sav" = { distribution = "uniform", low = 0.5, high = 1 }\n"retention.market" = { distribution = "uniform", low = 4, high = 8 }\n"retention.tender" = { distribution = "uniform", low = 0.5, high = 1 }\n'},
        [],
        [
            'scenario.toml:6:1: unknown input "retention.sav" — did you mean "retention.save"?',
        ],
    ),
    (
        "one world",
        {"scenario.toml": HEAD + '[uncertainty]\nworlds = 1\n[uncertainty.inputs]\n"retention.save" = { distribution = "uniform", low = 0.5, high = 1 }\n"retention.market" = { distribution = "uniform", low = 4, high = 8 }\n"retention.tender" = { distribution = "uniform", low = 0.5, high = 1 }\n'},
        [],
        [
            'scenario.toml:6:10: "uncertainty.worlds" is 1; it must be a whole number from 2 to 1000000000',
        ],
    ),
    (
        "extends nothing",
        {"scenario.toml": 'extends = "nothing.toml"\n'},
        [],
        [
            'scenario.toml:1:11: cannot read "nothing.toml", which this scenario extends (looked for nothing.toml): there is no such file',
        ],
    ),
    (
        "extends a number",
        {"scenario.toml": "extends = 3\n" + HEAD},
        [],
        [
            'scenario.toml:1:11: "extends" takes a text in quotes, not a whole number',
        ],
    ),
    (
        "extends itself",
        {"scenario.toml": 'extends = "scenario.toml"\n'},
        [],
        [
            'scenario.toml:1:11: scenarios extend one another in a circle: scenario.toml extends scenario.toml; one of them must stand alone',
        ],
    ),
    (
        "extends in a circle",
        {"scenario.toml": 'extends = "b.toml"\n', "b.toml": 'extends = "c.toml"\n', "c.toml": '\nextends = "scenario.toml"\n'},
        [],
        [
            'c.toml:2:11: scenarios extend one another in a circle: scenario.toml extends b.toml extends c.toml extends scenario.toml; one of them must stand alone',
        ],
    ),
    (
        "error in a base",
        {"scenario.toml": 'extends = "base/base.toml"\n', "base/base.toml": "# base\n" + HEAD + "[simulation]\nyeers = 1\n", "base/accounts.csv": ACCOUNTS},
        [],
        [
            'base/base.toml:7:1: unknown key "simulation.yeers" — did you mean "simulation.years"?',
        ],
    ),
    (
        "syntax error in a base",
        {"scenario.toml": 'extends = "base.toml"\n', "base.toml": "[firm\n"},
        [],
        [
            "base.toml:1:6: Error while parsing table header: expected ']', saw '\\n'",
        ],
    ),
    (
        "override of nothing",
        {"scenario.toml": HEAD},
        ["--set", "yeers=3"],
        [
            '--set yeers=3: unknown path "yeers" — did you mean "years"?',
        ],
    ),
    (
        "override without a value",
        {"scenario.toml": HEAD},
        ["--set", "years"],
        [
            '--set years: is no path=value; write for example retention.save=0.7',
        ],
    ),
    (
        "override of a wrong type",
        {"scenario.toml": HEAD},
        ["--set", "years=soon"],
        [
            '--set years=soon: "simulation.years" takes a number, not a text',
        ],
    ),
    (
        "override of an unknown alternative",
        {"scenario.toml": HEAD},
        ["--set", "alternatives.matriz.key_accounts=1"],
        [
            '--set alternatives.matriz.key_accounts=1: no alternative "matriz" — did you mean "matrix"?; write alternatives.<name>.<key>=value',
        ],
    ),
    (
        "empty CSV",
        {"scenario.toml": HEAD, "accounts.csv": ""},
        [],
        [
            'accounts.csv: the file has no header line; the first line names the columns',
        ],
    ),
    (
        "header alone",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\n"},
        [],
        [
            'accounts.csv:1: there is no account below the header; give each account a row',
        ],
    ),
    (
        "no column of ids",
        {"scenario.toml": HEAD, "accounts.csv": "customer,revenue\nacme,1\n"},
        [],
        [
            'accounts.csv:1: there is no column "id"; name the column that holds it under [portfolio.columns], for example id = "..."',
        ],
    ),
    (
        "wrong column",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenu\nacme,1\n"},
        [],
        [
            'accounts.csv:1: there is no column "revenue" — did you mean "revenu"?; name the column that holds it under [portfolio.columns], for example revenue = "..."',
        ],
    ),
    (
        "column twice",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,revenue\nacme,1,2\n"},
        [],
        [
            'accounts.csv:1: column "revenue" stands twice in the header',
        ],
    ),
    (
        "mapped column that is not there",
        {"scenario.toml": HEAD + '[portfolio.columns]\nwallet = "total spend"\n', "accounts.csv": ACCOUNTS},
        [],
        [
            'scenario.toml:6:10: accounts.csv has no column "total spend"',
        ],
    ),
    (
        "duplicate id",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,1000\nacme,500\ncity,250\n"},
        [],
        [
            'accounts.csv:3: column "id": "acme" stands on line 2 already; ids must differ',
        ],
    ),
    (
        "colliding ids",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\ncustomern2uiQeeV,1000\nbranchFDtu58kUZi,500\ncity,250\n"},
        [],
        [
            'accounts.csv:3: column "id": "branchFDtu58kUZi" and "customern2uiQeeV" (line 2) have the same hash and would share their luck; change one of the two ids',
        ],
    ),
    (
        "colliding segments",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,segment\nacme,1000,customern2uiQeeV\nbolt,500,branchFDtu58kUZi\ncity,250,x\n"},
        [],
        [
            'accounts.csv:3: column "segment": "branchFDtu58kUZi" and "customern2uiQeeV" (line 2) have the same hash and would share their market\'s luck; rename one of the two',
        ],
    ),
    (
        "empty id",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,1000\n,500\ncity,250\n"},
        [],
        [
            'accounts.csv:3: column "id": is empty; every account needs an id of its own',
        ],
    ),
    (
        "revenue above wallet",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,wallet\nacme,450,120\nbolt,500,\ncity,250,\n"},
        [],
        [
            'accounts.csv:2: column "wallet": 120 is below the revenue of this account (450); a wallet is what the customer spends a year in our categories, with us and others. Give a larger wallet, or leave it empty for the default (revenue / 0.25)',
        ],
    ),
    (
        "negative revenue",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,-1\nbolt,500\ncity,250\n"},
        [],
        [
            'accounts.csv:2: column "revenue": -1 must be 0 or more',
        ],
    ),
    (
        "no revenue",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,\nbolt,500\ncity,250\n"},
        [],
        [
            'accounts.csv:2: column "revenue": is missing; a customer needs its revenue a year (a prospect: status "prospect" and a wallet)',
        ],
    ),
    (
        "text for revenue",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,much\nbolt,500\ncity,250\n"},
        [],
        [
            'accounts.csv:2: column "revenue": "much" is no number; write it with digits and a decimal point, or leave it empty ("missing" lists the texts that stand for nothing)',
        ],
    ),
    (
        "number with letters",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,12x\nbolt,500\ncity,250\n"},
        [],
        [
            'accounts.csv:2: column "revenue": "12x" is no number; write it with digits and a decimal point, or leave it empty ("missing" lists the texts that stand for nothing)',
        ],
    ),
    (
        "NaN in a cell",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,nan\nbolt,500\ncity,250\n"},
        [],
        [
            'accounts.csv:2: column "revenue": nan must be a finite number',
        ],
    ),
    (
        "infinity in a cell",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,inf\nbolt,500\ncity,250\n"},
        [],
        [
            'accounts.csv:2: column "revenue": inf must be a finite number',
        ],
    ),
    (
        "growth in per cent",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,growth\nacme,1000,3\nbolt,500,\ncity,250,\n"},
        [],
        [
            'accounts.csv:2: column "growth": 3 must be between -1 and 1, a share and no percentage; where the column is in percent, state "percent" for it under [portfolio.units]',
        ],
    ),
    (
        "satisfaction above 1",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,satisfaction\nacme,1000,4.2\nbolt,500,\ncity,250,\n"},
        [],
        [
            'accounts.csv:2: column "satisfaction": 4.2 must be between 0 and 1; where the column is in percent or in marks, state that under [portfolio.units], for example "percent", "of_5" or "of_10"',
        ],
    ),
    (
        "more live cells than cells",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,cells,live_cells\nacme,1000,6,7\nbolt,500,,\ncity,250,,\n"},
        [],
        [
            'accounts.csv:2: column "live_cells": 7 is more than the cells of this account (6); cells are the divisions times offers that could be served, live cells those that are',
        ],
    ),
    (
        "half a cell",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,cells\nacme,1000,6.5\nbolt,500,\ncity,250,\n"},
        [],
        [
            'accounts.csv:2: column "cells": 6.5 must be a whole number from 1 to 1000',
        ],
    ),
    (
        "no flag",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,tender\nacme,1000,maybe\nbolt,500,\ncity,250,\n"},
        [],
        [
            'accounts.csv:2: column "tender": "maybe" is no flag; write 1 or 0, true or false, yes or no',
        ],
    ),
    (
        "unknown status",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,status\nacme,1000,costumer\nbolt,500,\ncity,250,\n"},
        [],
        [
            'accounts.csv:2: column "status": "costumer" is no status — did you mean "customer"?',
        ],
    ),
    (
        "prospect without a wallet",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue,status\nacme,,prospect\nbolt,500,\ncity,250,\n"},
        [],
        [
            'accounts.csv:2: column "wallet": is missing; a prospect needs what it spends a year in our categories',
        ],
    ),
    (
        "ragged row",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme,1000\nbolt,500,3\ncity\n"},
        [],
        [
            'accounts.csv:3: the row has 3 fields and the header 2; a text that holds a comma must be in quotes',
            'accounts.csv:4: the row has 1 fields and the header 2; a text that holds a comma must be in quotes',
        ],
    ),
    (
        "open quotes",
        {"scenario.toml": HEAD, "accounts.csv": 'id,revenue\nacme,"1000\nbolt,500\n'},
        [],
        [
            'accounts.csv:2: a field starts with a quotation mark and the file ends before it does',
        ],
    ),
    (
        "quotes inside of a field",
        {"scenario.toml": HEAD, "accounts.csv": 'id,revenue\nac"me,1000\nbolt,500\n'},
        [],
        [
            'accounts.csv:2: a quotation mark inside of a field must be doubled, and a field that holds one must start and end with one',
        ],
    ),
    (
        "CSV in Latin-1",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nKäse,1000\nbolt,500\ncity,250\n".encode("latin-1")},
        [],
        [
            'accounts.csv:2: is not UTF-8; save the file as "CSV UTF-8", or state its encoding under [portfolio], for example encoding = "windows-1252"',
        ],
    ),
    (
        "CSV in UTF-16",
        {"scenario.toml": HEAD, "accounts.csv": ACCOUNTS.encode("utf-16")},
        [],
        [
            'accounts.csv: is not UTF-8 but looks like UTF-16; state encoding = "utf-16" under [portfolio], or save the file as "CSV UTF-8"',
        ],
    ),
    (
        "blank lines alone",
        {"scenario.toml": HEAD, "accounts.csv": "\n\n"},
        [],
        [
            'accounts.csv: the file has no header line; the first line names the columns',
        ],
    ),
    (
        "stakeholder of an unknown account",
        {"scenario.toml": HEAD.replace("[defaults]", 'stakeholders = "people.csv"\n[defaults]'), "people.csv": "account,person\nacmee,buyer\n"},
        [],
        [
            'people.csv:2: column "account": there is no account "acmee" — did you mean "acme"?',
        ],
    ),
    (
        "stakeholder who reports to nobody",
        {"scenario.toml": HEAD.replace("[defaults]", 'stakeholders = "people.csv"\n[defaults]'), "people.csv": "account,person,reports_to\nacme,buyer,boss\n"},
        [],
        [
            'people.csv:2: column "reports_to": account "acme" has no person "boss"',
        ],
    ),
    (
        "stakeholder with a wrong attitude",
        {"scenario.toml": HEAD.replace("[defaults]", 'stakeholders = "people.csv"\n[defaults]'), "people.csv": "account,person,attitude\nacme,buyer,5\n"},
        [],
        [
            'people.csv:2: column "attitude": 5 must be between -1 (against us) and 1 (for us)',
        ],
    ),
    (
        "more memory than any machine has",
        {"scenario.toml": HEAD + "[simulation]\nreplications = 1000000000\n" + "".join(f'[[alternatives]]\nname = "{i}"\nstructure = "none"\n' for i in range(1000))},
        [],
        [
            'scenario.toml: a run would need 32 TB of memory, and this machine has ...; ask for fewer replications, or for fewer alternatives at a time (only_alternatives)',
        ],
    ),
    (
        "id of 10,000 characters, twice",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\n" + 2 * ("x" * 10000 + ",1000\n") + "city,250\n"},
        [],
        [
            'accounts.csv:3: column "id": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxxxxxxxxxxxx" stands on line 2 already; ids must differ',
        ],
    ),
    (
        "words of 10,000 characters",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\nacme," + "ten words " * 1000 + "\nbolt,500\ncity,250\n"},
        [],
        [
            'accounts.csv:2: column "revenue": "ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words t…ords ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words ten words" is no number; write it with digits and a decimal point, or leave it empty ("missing" lists the texts that stand for nothing)',
        ],
    ),
    (
        "key of 10,000 characters",
        {"scenario.toml": HEAD + "[firm]\n" + "k" * 10000 + " = 1\n"},
        [],
        [
            'scenario.toml:6:1: unknown key "firm.kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…kkkkkkkkkkkkkkkkkkkkkkkkkkkk"; there is "firm.cash_buffer" or "firm.yearly_overheads"',
        ],
    ),
    (
        "name of 10,000 characters",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "' + "n" * 10000 + '"\n'},
        [],
        [
            'scenario.toml:5:1: alternative "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…nnnnnnnnnnnnnnnnnnnnnnnnnnnnn" has no structure; write structure = "none", "early_stage", "matrix" or "centralized" for one that stands from the first day, or plan = [{ year = 0, structure = "..." }, ...]',
        ],
    ),
    (
        "escape sequences in an id",
        {"scenario.toml": HEAD, "accounts.csv": "id,revenue\n\x1b[31mred,1000\n\x1b[31mred,500\ncity,250\n"},
        [],
        [
            'accounts.csv:3: column "id": "\\u001b[31mred" stands on line 2 already; ids must differ',
        ],
    ),
    (
        "line feed in a name",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a\\nb"\n'},
        [],
        [
            'scenario.toml:5:1: alternative "a\\u000ab" has no structure; write structure = "none", "early_stage", "matrix" or "centralized" for one that stands from the first day, or plan = [{ year = 0, structure = "..." }, ...]',
        ],
    ),
    (
        "writing turned around in a name",
        {"scenario.toml": HEAD + '[[alternatives]]\nname = "a\\u202eb"\n'},
        [],
        [
            'scenario.toml:5:1: alternative "a\\u202eb" has no structure; write structure = "none", "early_stage", "matrix" or "centralized" for one that stands from the first day, or plan = [{ year = 0, structure = "..." }, ...]',
        ],
    ),
    (
        "all errors at once",
        {"scenario.toml": HEAD + "[simulation]\nseed = -1\nbooking = 3\n[firm]\ncash = 1\n[parameters]\nretention.x = 1\n"},
        [],
        [
            'scenario.toml:6:8: "simulation.seed" is -1; it must be a whole number, 0 or more',
            'scenario.toml:7:11: "simulation.booking" takes a text in quotes, not a whole number',
            'scenario.toml:9:1: unknown key "firm.cash"; there is "firm.cash_buffer" or "firm.yearly_overheads"',
            'scenario.toml:11:11: unknown key "retention.x" — did you mean "retention.save"?',
        ],
    ),
]

# Unusual and right: name, files beside accounts.csv or in its place, arguments.
GOOD = [
    ("CRLF", {"scenario.toml": HEAD.replace("\n", "\r\n"), "accounts.csv": ACCOUNTS.replace("\n", "\r\n")}, []),
    ("byte order marks", {"scenario.toml": "\ufeff" + HEAD, "accounts.csv": "\ufeff" + ACCOUNTS}, []),
    ("quotes", {"scenario.toml": HEAD, "accounts.csv": ACCOUNTS.replace("acme", '"a ""big"", big one"')}, []),
    ("names of 10,000 characters", {"scenario.toml": HEAD, "accounts.csv": ACCOUNTS.replace("acme", "a" * 10000)}, []),
    ("names in other alphabets", {"scenario.toml": HEAD, "accounts.csv": ACCOUNTS.replace("acme", "Ωmega 株式会社")}, []),
    ("no line feed at the end", {"scenario.toml": HEAD.strip(), "accounts.csv": ACCOUNTS.strip()}, []),
    ("two designs by an override", {"scenario.toml": HEAD}, ["--set", 'only_alternatives=["none","matrix"]']),
]


def run(program, folder, files, arguments):
    for name, content in {"accounts.csv": ACCOUNTS, **files}.items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    scenario = [] if arguments and not arguments[0].startswith("--") else ["scenario.toml"]
    command = [program, "run", *scenario, *arguments, "--out", "result.h5"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


def found_in(folder):
    return sorted(str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*"))


def without_machine(text):
    return re.sub("this machine has [^;]+;", "this machine has ...;", text)


def check_bad(program, files, arguments, says):
    with tempfile.TemporaryDirectory() as folder:
        done = run(program, folder, files, arguments)
        expected = [*says, f"{len(says)} error{'' if len(says) == 1 else 's'}; nothing was run."]
        lines = without_machine(done.stderr).splitlines()
        faults = []
        if done.returncode != 2:
            faults.append(f"ended with {done.returncode}")
        if done.stdout:
            faults.append(f"printed {done.stdout[:200]}")
        if lines != expected:
            faults.append("said\n  " + "\n  ".join(lines) + "\nand not\n  " + "\n  ".join(expected))
        if any(".h5" in name for name in found_in(folder)):
            faults.append(f"left {found_in(folder)}")
        return faults


def check_good(program, files, arguments):
    with tempfile.TemporaryDirectory() as folder:
        done = run(program, folder, files, [*arguments, "--replications", "8", "--quiet"])
        return [] if done.returncode == 0 and not done.stderr else [f"ended with {done.returncode}: {done.stderr}"]


def main():
    program = sys.argv[1]
    faults = {name: check_bad(program, *case) for name, *case in CASES}
    faults |= {name: check_good(program, *case) for name, *case in GOOD}
    for name, texts in faults.items():
        for text in texts:
            print(f"{name}: {text}")
    print(f"{len(CASES)} bad inputs, {len(GOOD)} good ones")
    return 1 if any(faults.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
