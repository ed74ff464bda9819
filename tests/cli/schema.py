#!/usr/bin/env python3
"""The JSON Schema of scenarios against a validator that is not ours, and against what the program accepts.

schema.py <schema file> <program> <folder of the project's scenarios>
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib

import jsonschema

HEAD = '[portfolio]\naccounts = "accounts.csv"\n[defaults]\nkey_accounts = 2\n'

GOOD = {
    "nothing but accounts": HEAD,
    "a quoted path": HEAD + '[parameters]\n"retention.save" = 0.7\n',
    "nested tables": HEAD + "[parameters.retention]\nsave = 0.7\n",
    "a changed structure and a new one": HEAD + '[structures.matrix]\nsetup = 350\n[structures.mine]\non = "matrix"\n',
    "levers as a table": HEAD + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nlevers = { training = 1 }\n',
    "levers as a number": HEAD + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nlevers = 0.3\n',
    "a plan": HEAD + '[[alternatives]]\nname = "a"\nplan = [{ year = 2, structure = "matrix" }]\n',
    "attention weights": HEAD
    + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nattention_weights = [{ account = "acme", hours = 2, money = 0 }]\n',
    "crossed lists": HEAD + '[cross]\nstructure = ["none", "matrix"]\nkey_accounts = [1, 2]\nattention = ["abc"]\n',
    "months": HEAD + '[simulation]\nperiod = "month"\n',
    "kept alternatives": 'only_alternatives = ["none", "matrix"]\n' + HEAD,
    "evidence in a word": 'uncertainty = "evidence"\n' + HEAD,
    "an uncertain input, quoted": HEAD
    + '[uncertainty.inputs]\n"retention.save" = { distribution = "uniform", low = 0.5, high = 1 }\n',
    "an uncertain input, nested": HEAD
    + '[uncertainty.inputs.retention.save]\ndistribution = "uniform"\nlow = 0.5\nhigh = 1\n',
    "a constant of each type": HEAD + '[portfolio.constants]\nsegment = "x"\ncells = 9\ntender = true\n',
}

# What the schema can tell; each has one fault, which the program refuses too.
BAD = {
    "no portfolio": 'title = "x"\n',
    "unknown table": HEAD + "[simulations]\nyears = 3\n",
    "unknown key": HEAD + "[simulation]\nyeers = 3\n",
    "text for a number": HEAD + '[simulation]\nyears = "7"\n',
    "number for a text": "title = 7\n" + HEAD,
    "number for true or false": HEAD + "[simulation]\nresidual = 1\n",
    "fraction for a whole number": HEAD + "[simulation]\nreplications = 1.5\n",
    "no replication": HEAD + "[simulation]\nreplications = 0\n",
    "too many replications": HEAD + "[simulation]\nreplications = 1000000001\n",
    "negative seed": HEAD + "[simulation]\nseed = -1\n",
    "no horizon": HEAD + "[simulation]\nyears = 0\n",
    "period twice": HEAD + '[simulation]\nperiod = "year"\nperiods_per_year = 1\n',
    "unknown period": HEAD + '[simulation]\nperiod = "week"\n',
    "unknown booking": HEAD + '[simulation]\nbooking = "mid"\n',
    "scale of zero": HEAD.replace("[defaults]", "scale = 0\n[defaults]"),
    "unknown column": HEAD + '[portfolio.columns]\nturnover = "revenue"\n',
    "constant of no type": HEAD + "[portfolio.constants]\ncells = [1]\n",
    "unknown parameter, quoted": HEAD + '[parameters]\n"retention.sav" = 0.7\n',
    "unknown parameter, nested": HEAD + "[parameters.retention]\nsav = 0.7\n",
    "text for a parameter": HEAD + '[parameters.retention]\nsave = "much"\n',
    "threshold above 1": HEAD + '[parameters]\n"retention.endangerment_threshold" = 1.5\n',
    "negative rate": HEAD + '[parameters.expansion]\nopportunity_rate = -1\n',
    "unknown parameter of a structure": HEAD + "[structures.matrix]\nset_up = 1\n",
    "overhead above 1": HEAD + "[structures.matrix]\noverhead = 2\n",
    "unknown base": HEAD + '[structures.mine]\non = "none"\n',
    "alternative without a name": HEAD + '[[alternatives]]\nstructure = "matrix"\n',
    "structure and plan": HEAD + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nplan = []\n',
    "step without a year": HEAD + '[[alternatives]]\nname = "a"\nplan = [{ structure = "matrix" }]\n',
    "negative year": HEAD + '[[alternatives]]\nname = "a"\nplan = [{ year = -1, structure = "matrix" }]\n',
    "unknown policy": HEAD + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nattention = "random"\n',
    "negative weight": HEAD
    + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nattention_weights = [{ account = "acme", hours = -1 }]\n',
    "lever above 1": HEAD + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nlevers = { training = 2 }\n',
    "unknown lever": HEAD + '[[alternatives]]\nname = "a"\nstructure = "matrix"\nlevers = { trainings = 1 }\n',
    "number for a list": HEAD + '[cross]\nstructure = ["matrix"]\nkey_accounts = 5\n',
    "empty list": HEAD + '[cross]\nstructure = ["matrix"]\nkey_accounts = []\n',
    "wrong value in a list": HEAD + '[cross]\nstructure = ["matrix"]\nattention = ["abc", "random"]\n',
    "crossed names": HEAD + '[cross]\nstructure = ["matrix"]\nname = ["a"]\n',
    "one world": HEAD + '[uncertainty]\nfrom = "evidence"\nworlds = 1\n',
    "unknown distribution": HEAD
    + '[uncertainty.inputs]\n"retention.save" = { distribution = "uniforn", low = 0.5, high = 1 }\n',
    "text for a list of names": 'only_alternatives = "none"\n' + HEAD,
}


def main():
    schema_file, program, scenarios = sys.argv[1:]
    faults = []

    def expect(holds, text):
        if not holds:
            faults.append(text)

    schema = json.loads(pathlib.Path(schema_file).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    printed = subprocess.run([program, "schema"], capture_output=True, check=True).stdout
    expect(printed == pathlib.Path(schema_file).read_bytes(), "kamsim schema prints another schema")

    shipped = sorted(pathlib.Path(scenarios).glob("*.toml"))
    expect(len(shipped) >= 6, "no scenarios were found")
    for file in shipped:
        for error in validator.iter_errors(tomllib.loads(file.read_text())):
            faults.append(f"{file.name}: {error.message}")

    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "accounts.csv").write_text("id,revenue\nacme,1000\nbolt,500\ncity,250\n")
        file = pathlib.Path(folder, "scenario.toml")

        def accepted_by_program(text):
            file.write_text(text)
            return subprocess.run([program, "check", str(file)], capture_output=True).returncode == 0

        for cases, is_good in ((GOOD, True), (BAD, False)):
            for name, text in cases.items():
                expect(validator.is_valid(tomllib.loads(text)) == is_good, f"the schema judges wrongly: {name}")
                expect(accepted_by_program(text) == is_good, f"the program judges otherwise: {name}")

    print("\n".join(faults) if faults else f"{len(shipped)} scenarios, {len(GOOD)} good and {len(BAD)} bad ones")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
