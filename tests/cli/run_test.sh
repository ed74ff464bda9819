#!/usr/bin/env bash
# Tests of the program itself: run_test.sh <program> <folder of scenarios> <case>
# Each case is a function below. A failed expectation names itself and ends the case.
set -uo pipefail
program=$1
scenarios=$2
small=$scenarios/small.toml
crm=$scenarios/../../../scenarios/data/crm_export.csv
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2

fail() {
    echo "FAILED: $1"
    echo "--- standard output"
    head -c 2000 "$folder/out" 2>/dev/null
    echo "--- standard error"
    head -c 2000 "$folder/err" 2>/dev/null
    exit 1
}

# runs <exit code> <argument>...: runs the program, keeping what it says in $folder/out and $folder/err.
runs() {
    local expected=$1
    shift
    "$program" "$@" >"$folder/out" 2>"$folder/err"
    local code=$?
    [[ $code -eq $expected ]] || fail "kamsim $* ended with $code, not $expected"
}

says() { grep -Eq -e "$1" "$folder/out" || fail "the standard output lacks \"$1\""; }
complains() { grep -Eq -e "$1" "$folder/err" || fail "the standard error lacks \"$1\""; }
is_silent() { [[ ! -s $folder/$1 ]] || fail "$1 should be empty"; }
# holds <jq filter> <file>: the filter is true of the file.
holds() { jq -e "$1" "$2" >/dev/null || fail "$2 does not hold: $1"; }
# leaves <name>...: the working folder holds these files and nothing else, hidden ones included.
leaves() {
    local found
    found=$(find . -mindepth 1 ! -name out ! -name err -printf '%P\n' | sort | tr '\n' ' ')
    [[ $found == "${*:+$* }" ]] || fail "the folder holds: $found"
}

# Every command that the general help lists.
commands_of_the_help() {
    sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' out
}

case_report() {
    runs 0 run "$small" --out result.h5 --quiet
    runs 2 report result.h5
    complains 'nothing to write; --out FILE names the page'
    # Everything is refused before anything is simulated or written.
    runs 2 report result.h5 -o missing/report.html
    complains 'there is no folder missing'
    runs 2 report result.h5 -o report.html --date 2026-02-30
    complains '2026-02-30 is no day'
    runs 2 report result.h5 -o report.html --json report.html
    complains 'report.html is named twice'
    runs 2 report result.h5 -o report.html --locale fr
    runs 2 report result.h5 -o report.html --browser chromium
    complains 'add --pdf FILE'
    runs 2 report result.h5 --pdf report.pdf --browser ./no-browser
    complains 'there is no such program'
    runs 2 report missing.h5 -o report.html
    leaves result.h5 result.h5.log
    runs 0 report result.h5 --quick -o report.html --json report.json --xlsx report.xlsx
    is_silent err
    says '^Wrote report\.html \([0-9.]+ [kM]B\) in [0-9.]+ s\.$'
    grep -q 'content="kamsim' report.html || fail "the page does not say who made it"
    holds '.format == "kamsim-report" and .kind == "run" and (.sections | length) == 23 and .date == null' report.json
    # Equal results give equal bytes, and what is there stays unless it is a report that may go.
    runs 0 report result.h5 --quick -o again.html --json again.json --xlsx again.xlsx --quiet
    is_silent out
    cmp report.json again.json || fail "the JSON document differs"
    cmp report.xlsx again.xlsx || fail "the workbook differs"
    cmp report.html again.html || fail "the page differs"
    for taken in '-o report.html' '--json report.json' '--xlsx report.xlsx'; do
        # shellcheck disable=SC2086 # an option and its value
        runs 2 report result.h5 --quick $taken
        complains 'is there already; nothing was written\. Name another one, or add --replace\.$'
    done
    cp "$small" notes.toml
    runs 2 report result.h5 --quick -o notes.toml --replace
    complains 'is no report of kamsim'
    cmp "$small" notes.toml || fail "a file was overwritten"
    runs 0 report result.h5 --quick -o report.html --json report.json --replace --locale de --date 2026-11-22
    holds '.locale == "de" and .date == "22.11.2026"' report.json
    ! cmp -s report.html again.html || fail "the earlier report was not replaced"
    # What changed, and a sweep.
    runs 0 run "$small" --seed 8 --out other.h5 --quiet
    runs 0 report other.h5 --against result.h5 --json change.json
    holds '.kind == "change" and .sections[0].id == "summary"' change.json
    printf 'scenario = "%s"\nfutures = 64\n[[factor]]\npath = "defaults.levers"\nvalues = [0.2, 0.8]\n' "$small" >design.toml
    runs 0 sweep design.toml --out sweep.h5 --quiet
    runs 0 report sweep.h5 -o sweep.html --json sweep.json
    holds '.kind == "sweep"' sweep.json
    runs 2 report sweep.h5 --against result.h5 -o change.html
    complains 'one of these is a sweep'
}

# A browser that does what it is told to, and others that do not.
case_report_pdf() {
    runs 0 run "$small" --out result.h5 --quiet
    browser() {
        printf '#!/bin/sh\nfor word in "$@"; do case $word in --print-to-pdf=*) pdf=${word#*=};; esac; done\n%s\n' "$1" >browser
        chmod +x browser
    }
    browser 'printf "%%PDF-1.4\n/CreationDate (D:20261122101112+00)\n%%%%EOF\n" >"$pdf"'
    runs 0 report result.h5 --quick --pdf report.pdf --browser ./browser
    grep -aq 'CreationDate (D:20000101000000' report.pdf || fail "the PDF has a time of the clock"
    [[ $(tail -n 1 report.pdf) == "% kamsim report" ]] || fail "the PDF does not say who made it"
    runs 2 report result.h5 --quick --pdf report.pdf --browser ./browser
    runs 0 report result.h5 --quick --pdf report.pdf --browser ./browser --replace
    rm report.pdf
    browser 'printf "%%PDF-1.4 half" >"$pdf"'
    runs 1 report result.h5 --quick --pdf report.pdf --browser ./browser
    complains 'printed no PDF'
    browser 'echo "no display" >&2; exit 3'
    runs 1 report result.h5 --quick --pdf report.pdf --browser ./browser
    complains 'did not print the report; it said: no display'
    PATH=$folder runs 2 report result.h5 --quick --pdf report.pdf
    complains 'none is installed'
    leaves browser result.h5 result.h5.log
}

case_decide() {
    runs 0 run "$scenarios/small.toml" --out plain.h5 --quiet
    runs 0 decide plain.h5 --worlds 16 --futures 16 --threads 1
    says '^Recommended: '
    says '^How sure, in three senses'
    says 'kamsim decide plain.h5 --futures 16 --worlds 16'
    cp out text
    runs 0 decide plain.h5 --worlds 16 --futures 16 --threads 2
    cmp text out || fail "the certificate depends on the number of threads"
    runs 0 decide plain.h5 --worlds 16 --futures 16 --format markdown
    says '^# Decision certificate: '
    runs 0 decide plain.h5 --worlds 16 --futures 16 --format json
    says '"knowledge_from": "evidence"'
    runs 0 run "$scenarios/small.toml" --set uncertainty=evidence --worlds 16 --out worlds.h5 --quiet
    runs 0 decide worlds.h5 --futures 16 --format json
    says '"knowledge_from": "scenario"'
    runs 2 decide worlds.h5 --worlds 16
    complains 'the worlds are those of the result'
    runs 2 decide nothing.h5
    runs 2 decide plain.h5 --format pdf
    runs 0 run "$scenarios/small.toml" --set uncertainty=evidence --worlds 4 --out few.h5 --quiet
    runs 2 decide few.h5
    complains 'too few to say what knowledge is worth'
}

case_sweep() {
    cat >design.toml <<END
scenario = "$scenarios/small.toml"
futures = 64
points_per_shard = 1
measures = ["revenue"]
[[factor]]
path = "defaults.key_accounts"
values = [1, 2, 3]
[[factor]]
path = "alternatives.*.attention"
values = ["equal", "growth"]
END
    runs 0 sweep design.toml --list
    [[ $(wc -l <out) -eq 7 ]] || fail "--list does not show six points"
    says '^5,3,"growth"$'
    runs 0 sweep design.toml --out plain.h5 --threads 1
    says '^Five accounts: 6 points, all combinations of key_accounts \(3\), attention'
    is_silent err
    runs 0 sweep design.toml -o threads.h5 --threads 3 --quiet
    is_silent out
    for part in 4 2 1 3; do
        runs 0 sweep design.toml -o parts.h5 --part $part/4 --quiet
    done
    for file in threads.h5 parts.h5; do
        cmp plain.h5 $file || fail "$file differs from a sweep in one go"
    done
    [[ ! -e parts.h5.part ]] || fail "the folder of the shards was left behind"
    runs 0 verify-file plain.h5
    # What is finished stays, and is shown again.
    runs 0 sweep design.toml -o plain.h5 --format csv
    [[ $(wc -l <out) -eq 13 ]] || fail "the CSV has not a row for each point and design"
    runs 0 show plain.h5 --json
    holds '.points | length == 6 and .[5].factors.attention == "growth"' out
    # A point of the sweep is the run with its settings.
    runs 0 run "$scenarios/small.toml" --set defaults.key_accounts=3 --set alternatives.none.attention=growth \
        --set alternatives.matrix.attention=growth --replications 64 --json
    cp out run.json
    runs 0 show plain.h5 --json
    jq -e --slurpfile run run.json \
        '(.points[5].designs[1].value - ($run[0] | .. | objects | select(.name? == "matrix") | .value.mean)) | fabs < 1e-6' \
        out >/dev/null || fail "the point is not the run with its settings"
    # Another design is no continuation.
    sed -i 's/values = \[1, 2, 3\]/values = [1, 2, 4]/' design.toml
    runs 1 sweep design.toml -o plain.h5
    complains 'is there already and is no sweep of this design'
    runs 0 sweep design.toml -o half.h5 --part 1/2 --quiet
    sed -i 's/futures = 64/futures = 72/' design.toml
    runs 1 sweep design.toml -o half.h5
    complains 'it is of another design or scenario'
    # A failed point is told apart.
    sed -i 's/values = \[1, 2, 4\]/values = [1, 99]/' design.toml
    runs 1 sweep design.toml -o failed.h5
    complains '^warning: factor "key_accounts" at 99: '
    complains '2 of 4 points failed; the others are in failed.h5'
    says '^     2  99, equal +failed'
    sha256sum failed.h5 >sum
    runs 1 sweep design.toml -o failed.h5 --retry-failed
    sha256sum --quiet -c sum || fail "simulating failed points again changed the others"
    runs 0 sweep design.toml -o threads2.h5 --set defaults.key_accounts=2 --set portfolio.accounts="$scenarios/accounts.csv" --list
    # What the user can mend has one message each.
    runs 2 sweep design.toml
    complains 'give the file that the sweep is written to'
    runs 2 sweep nothing.toml -o x.h5
    complains 'nothing.toml: cannot read the design'
    runs 2 sweep design.toml -o x.h5 --part 3/2
    runs 2 sweep design.toml -o x.h5 --retry-failed
    sed -i 's/futures = 72/future = 72/' design.toml
    runs 2 sweep design.toml -o x.h5
    complains 'design.toml:2:1: unknown key "future" . did you mean "futures"'
    [[ ! -e x.h5 && ! -e x.h5.part ]] || fail "something was half-written"
}

case_help_and_version() {
    local commands
    runs 0 --help
    says '^Examples:'
    says '^  run '
    is_silent err
    commands=$(commands_of_the_help)
    [ "$(wc -w <<< "$commands")" -ge 15 ] || fail "the general help lists few commands: $commands"
    runs 0 run --help
    says '--replications N'
    local command
    for command in "" $commands; do
        # shellcheck disable=SC2086 # no word for the general help
        runs 0 $command --help
        says '^Usage: kamsim '
        says '^Examples:'
        is_silent err
        ! grep -Eq '^.{81,}' out || fail "the help of \"$command\" is wider than 80 columns"
    done
    runs 0 --version
    says '^kamsim [0-9]+\.[0-9]+\.[0-9]+ \(.+\)$'
    runs 2
    complains '^Usage: kamsim COMMAND'
    is_silent out
}

case_wrong_usage() {
    runs 2 rum "$small"
    complains 'unknown command "rum".*"run"'
    runs 2 "$small"
    complains 'kamsim run .*small.toml'
    runs 2 --verzion
    complains 'unknown option --verzion'
    runs 2 run
    complains 'no scenario.*kamsim run --help'
    runs 2 run "$small" "$small"
    complains 'one scenario at a time'
    runs 2 run "$small" --replication 5
    complains 'unknown option --replication.*did you mean "--replications"'
    runs 2 run "$small" --out
    complains "'--out' is missing"
    for wrong in --replications=0 --replications=-3 --replications=1e4 --replications=9223372036854775808 --seed=-1 \
        --seed=x --threads=0 --threads=1025; do
        runs 2 run "$small" "$wrong"
        complains "^kamsim: ${wrong%%=*} \".*\": give a whole number from"
    done
    is_silent out
    leaves
}

case_loudness_and_log() {
    runs 2 run "$small" --quiet --verbose
    complains 'exclude each other'
    runs 0 run "$small" --verbose --log run.log
    complains '^read .*small.toml \(XXH3 [0-9a-f]{32}\)$'
    complains '^simulated 300 replications'
    runs 0 run "$small" --quiet --log run.log
    is_silent err
    [[ $(grep -c 'ended with exit code 0' run.log) -eq 2 ]] || fail "the log lacks the end of both runs"
    runs 2 run missing.toml --log run.log
    tail -n 1 run.log | grep -q 'failed after .*missing.toml' || fail "the log lacks the failure"
    echo 'title = "mine"' >mine.toml
    runs 2 run "$small" --log mine.toml
    complains 'mine.toml exists and is no log'
    [[ $(cat mine.toml) == 'title = "mine"' ]] || fail "the log damaged another file"
    runs 1 run "$small" --log no/such/folder.log
    complains 'cannot write the log file'
    leaves mine.toml run.log
}

case_scenario_errors() {
    runs 2 run "$scenarios/wrong.toml" --out result.h5
    is_silent out
    complains 'wrong.toml:5:1: .*yeers.*did you mean .*years'
    complains 'wrong.toml:9:[0-9]+: .*levers'
    [[ $(tail -n 1 err) == "2 errors; nothing was run." ]] || fail "the last line does not count the errors"
    [[ $(wc -l <err) -eq 3 ]] || fail "not one line for each error"
    runs 2 run missing.toml
    complains '^missing.toml: '
    [[ $(tail -n 1 err) == "1 error; nothing was run." ]] || fail "the last line does not count the error"
    runs 2 run "$small" --set retention.sav=0.7
    complains 'retention.sav.*did you mean "retention.save"'
    leaves
}

case_check() {
    runs 0 check "$small"
    is_silent err
    says '^Accounts +4 customers, 1 prospect, revenue 8,300 kEUR a year$'
    says '^Horizon +2 years in 8 quarters'
    says '^matrix +0 +matrix +2 +1 '
    says '^Memory +[0-9.]+ MB for a run'
    says '^- cells: '
    [[ $(awk '{ if (length($0) > longest) longest = length($0) } END { print longest }' out) -le 80 ]] || fail "lines are wider than 80"
    runs 0 check "$small" --quiet
    is_silent out
    runs 0 check "$small" --set replications=100
    complains '^warning 8: 100 replications are few'
    runs 2 check "$small" --set replications=100 --strict --quiet
    is_silent out
    is_silent err
    runs 0 check "$small" --strict
    runs 0 run "$small" --set replications=100 --json
    complains '^warning 8: '
    runs 2 check "$scenarios/wrong.toml"
    is_silent out
    complains '^2 errors; nothing was run.$'
    leaves
}

case_check_json() {
    runs 0 check "$small" --json --set replications=100 --set years=4
    holds '.warnings | map(.number) == [8]' out
    holds '[.designs[].name] == ["none", "matrix"] and .designs[1].steps[0].managers == 1' out
    holds '.resolved_parameters.settings.periods == 16 and .revenue == 8300 and .memory_bytes > 100000' out
    holds '.resolved_parameters.parameters["retention.save"] == 0.8' out
}

case_schema() {
    runs 0 schema
    is_silent err
    holds '.title == "kamsim scenario" and .properties.simulation["$ref"] == "#/$defs/simulation"' out
    runs 2 schema extra
}

case_comparison() {
    runs 0 run "$small"
    is_silent err
    says '^Five accounts$'
    says '300 futures, seed 7'
    says 'none'
    says 'matrix'
    says 'retained'
    says 'add --out FILE.h5'
    ! grep -q $'\x1b' out || fail "escape sequences in a pipe"
    local whole
    whole=$(tr -s ' \n' '  ' <out)
    runs 0 run "$small" --quiet
    is_silent err
    [[ $whole == *"$(tr -s ' \n' '  ' <out)"* ]] || fail "the quiet verdict is another one"
    [[ $(wc -l <out) -lt 10 ]] || fail "--quiet says too much"
    leaves
}

case_json() {
    runs 0 run "$small" --json
    is_silent err
    [[ $(jq -s length out) -eq 1 ]] || fail "not one JSON object"
    holds 'keys == ["account_periods", "alternatives", "baseline", "replications", "seconds", "seed", "unit", "verdict", "version"]' out
    holds '[.alternatives[].name] == ["none", "matrix"]' out
    holds '.baseline == "none" and .seed == 7 and .replications == 300 and .unit == "kEUR"' out
    holds '.account_periods == 300 * 5 * 8 * 2 and .seconds > 0' out
    holds '.verdict | (.sentence | length > 20) and (.best == "none" or .best == "matrix") and (.distinguishable | type == "boolean")' out
    holds '.alternatives | all((.value.mean | type == "number") and .value.standard_error > 0)' out
    holds '.alternatives | all(.value.mean as $mean | ([.ledger[]] | add) - $mean | fabs < 1e-6 * ($mean | fabs))' out
    holds '.alternatives[0].difference | .mean == 0 and .standard_error == 0' out
    holds '.alternatives | all(.measures.revenue > 0)' out
    leaves
}

case_overrides() {
    runs 0 run "$small" --json
    cp out first.json
    runs 0 run "$small" --json --seed 8 --replications 100
    holds '.seed == 8 and .replications == 100' out
    [[ $(jq '.alternatives[1].value.mean' out) != $(jq '.alternatives[1].value.mean' first.json) ]] || fail "the seed changes nothing"
    runs 0 run "$small" --json --set seed=8 --set years=1 --seed 7
    holds '.seed == 7 and .account_periods == 300 * 5 * 4 * 2' out
    runs 0 run "$small" --json --set discount_rate=0.5
    [[ $(jq '.alternatives[0].value.mean < 0.95 * $before' --argjson before "$(jq '.alternatives[0].value.mean' first.json)" out) == true ]] ||
        fail "the discount rate changes nothing"
}

case_equal_runs() {
    mkdir elsewhere
    cp "$scenarios"/small.toml "$scenarios"/accounts.csv elsewhere
    runs 0 run "$small" --out one.h5 --threads 1 --json
    jq 'del(.seconds)' out >one.json
    runs 0 run "$small" --out again.h5 --threads 1 --json
    jq 'del(.seconds)' out >again.json
    runs 0 run "$small" --out three.h5 --threads 3 --json
    jq 'del(.seconds)' out >three.json
    runs 0 run elsewhere/small.toml --out elsewhere.h5 --json
    jq 'del(.seconds)' out >elsewhere.json
    runs 0 run "$small" --out other.h5 --seed 8 --json
    jq 'del(.seconds)' out >other.json
    for other in again three elsewhere; do
        cmp one.h5 $other.h5 || fail "one.h5 and $other.h5 differ"
        cmp one.json $other.json || fail "one.json and $other.json differ"
    done
    ! cmp -s one.h5 other.h5 || fail "another seed gives the same file"
    ! cmp -s one.json other.json || fail "another seed gives the same JSON"
}

# A scenario that asks for precision ends where that holds, as a run that asked for as many futures.
case_precision() {
    cp "$scenarios"/small.toml "$scenarios"/accounts.csv .
    printf '\n[precision]\ndifference = 20\nmost_replications = 8192\n' >>small.toml
    runs 0 run small.toml --out looked.h5
    says 'Goes on until the precision asked for holds: looks at 512, 768'
    says 'All that was asked for holds'
    runs 0 run small.toml --json --threads 1
    cp out looked.json
    holds '.precision.holds and .precision.replications == .replications' looked.json
    local count
    count=$(jq .replications out)
    [[ $count -gt 512 && $count -lt 8192 ]] || fail "the run ended at $count futures"
    runs 0 run small.toml --replications "$count" --out plain.h5
    says "Precision is judged once"
    cmp looked.h5 plain.h5 || fail "a run that ended at a look is another file than one that asked for as many"
    runs 0 run small.toml --set precision.difference=1 --set precision.most_replications=1024
    says 'Not all was reached. It would take about [0-9,]+ futures'
    # Killed on the way, and gone on with.
    runs 0 run small.toml --out again.h5 --commit 0
    cmp looked.h5 again.h5 || fail "commits change the file"
    leaves accounts.csv again.h5 again.h5.log looked.h5 looked.h5.log looked.json plain.h5 plain.h5.log small.toml
}

case_select() {
    runs 0 select "$small" --indifference 100 --threads 1
    says 'it is chosen with at least 95 % confidence'
    says '^After [0-9,]+ futures (none|matrix) is given up'
    says '^(none|matrix) is chosen'
    cp out one
    runs 0 select "$small" --indifference 100 --threads 3
    cmp one out || fail "threads change the selection"
    ! grep -Eq '^.{81,}' out || fail "the selection is wider than 80 columns"
    runs 0 select "$small" --indifference 100 --format json
    holds '.end == "selected" and (.eliminations | length == 1) and .confidence == 0.95' out
    runs 0 select "$small" --indifference 1e-6 --max-replications 1024
    says 'Not settled'
    runs 2 select "$small"
    complains 'indifference MONEY is missing'
    runs 2 select "$small" --indifference 0
    complains 'must be above 0'
    runs 2 select "$small" --indifference 5 --among matrx,none
    complains 'did you mean "matrix"'
    runs 2 select "$small" --indifference 5 --confidence 0.3
    complains 'the chance of a guess'
}

case_allocate() {
    cp "$small" "$scenarios/accounts.csv" .
    local few="--futures 256 --fresh 512 --rounds 2"
    runs 0 allocate small.toml $few --threads 1 --write split.toml
    says '^One more hour, shared out as now, is worth'
    says '^  best split '
    says 'To run it: kamsim run split.toml'
    is_silent err
    ! grep -Eq '^.{81,}' out || fail "the allocation is wider than 80 columns"
    runs 0 allocate small.toml $few --threads 1 --format json
    cp out one
    runs 0 allocate small.toml $few --threads 3 --format json
    cmp one out || fail "threads change the allocation"
    holds '(.policies | length == 6) and (.search.rounds | length > 0) and .design == "matrix"' out
    holds '[.accounts[].hours_a_month.share_now] | add | . > 0.5 and . <= 1.000001' out
    runs 0 run split.toml --out split.h5
    says '^[* ] matrix, best'
    runs 0 run small.toml --out plain.h5 --quiet
    runs 0 allocate plain.h5 $few --format json
    cmp one out || fail "the scenario in a result is allocated otherwise"
    printf '%s\n' 'extends = "small.toml"' '[[alternatives]]' 'name = "matrix"' \
        'attention_weights = [{ account = "A", hours = 3, money = 0 }]' >weighted.toml
    runs 0 allocate weighted.toml $few --format json
    holds '(.policies | length == 7) and .policies[0].is_as_given' out
    runs 0 allocate small.toml $few --format csv
    says '^account,name,key_share,hours_now,'
    runs 2 allocate small.toml --write split.toml
    complains 'is there already and is not overwritten'
    runs 2 allocate plain.h5 --write other.toml
    complains 'the new scenario extends a scenario file'
    runs 0 allocate small.toml --futures 64 --fresh 64 --rounds 1 --write other.toml --set simulation.years=3
    runs 0 check other.toml
    says '^Horizon +3 years'
    runs 2 allocate small.toml --design matrx
    complains 'did you mean "matrix"'
    runs 2 allocate small.toml --design none
    complains 'has no programme with two key accounts'
    runs 2 allocate small.toml --least-key-share 2
    complains 'a share between 0 and 1'
}

case_diagnose() {
    runs 0 run "$small" --diagnose
    says 'matrix - none +[0-9.]+ \('
    ! grep -Eq '^.{81,}' out || fail "the diagnosis is wider than 80 columns"
    runs 0 run "$small" --diagnose --json
    holds '.variance_ratios | length == 3' out
    holds '.variance_ratios[2].common_luck.ratio > 0' out
    runs 2 run "$small" --diagnose --out x.h5
    complains 'writes no file'
}

case_result_file() {
    runs 0 run "$small" --out result.h5
    is_silent err
    says 'result.h5'
    [[ $(head -c 8 result.h5 | od -An -tx1 | tr -d ' ') == 894844460d0a1a0a ]] || fail "result.h5 is not HDF5"
    leaves result.h5 result.h5.log
    runs 0 run "$small" --out result.h5 --quiet
    leaves result.h5 result.h5.log
    [[ $(grep -c 'run .*small.toml --out result.h5' result.h5.log) -eq 2 ]] || fail "the log lacks the two runs"
}

case_refused_result_files() {
    runs 1 run "$small" --out missing/result.h5
    complains 'cannot write missing/result.h5: folder missing does not exist'
    is_silent out
    runs 1 run "$small" --out /proc/result.h5
    complains 'cannot write /proc/result.h5'
    is_silent out
    mkdir taken
    runs 1 run "$small" --out taken
    complains 'it names a folder'
    cp "$small" notes.toml
    runs 1 run "$small" --out notes.toml
    complains 'the file exists and is no result'
    cmp "$small" notes.toml || fail "a file was overwritten"
    leaves notes.toml taken
}

# What fails before anything is finished leaves nothing behind, so that it can be run again.
case_runs_that_cannot_begin() {
    echo "my notes" >result.h5.log
    runs 2 run "$small" --out result.h5
    complains 'result.h5.log exists and is no log of kamsim'
    leaves result.h5.log
    rm result.h5.log
    runs 0 run "$small" --out result.h5
    cp result.h5 before.h5
    echo "my notes" >result.h5.log
    runs 2 run --resume result.h5 --extend 100
    cmp result.h5 before.h5 || fail "the result has changed"
    leaves before.h5 result.h5 result.h5.log
}

# A limit of the size of files stands for the full disk. HDF5 must not stumble over what it could not write when it ends.
case_full_disk_under_the_result() {
    trap '' XFSZ
    for replications in 64 20000; do
        (
            ulimit -f 16
            exec "$program" run "$small" --replications "$replications" --out result.h5 >out 2>err
        )
        local code=$?
        [[ $code -eq 1 ]] || fail "the exit code on a full disk is $code"
        complains '^kamsim: cannot write result.h5: .*: File too large; check the free space of the disk and run again$'
        leaves
    done
}

case_full_disk_behind_the_output() {
    "$program" run "$small" >/dev/full 2>err
    [[ $? -eq 1 ]] || fail "a lost output looks like success"
    complains 'standard output could not be written'
}

shards() { find . -name 'leaves-*.h5' | wc -l; }

# stopped_by <signal>: a run that is far from done when the signal comes, and has committed some of it.
stopped_by() {
    "$program" run "$small" --replications 2000000 --out result.h5 --commit 0 >out 2>err &
    local process=$!
    until [[ $(shards) -gt 1 ]]; do
        kill -0 $process 2>/dev/null || fail "the run was over before its signal"
    done
    kill "-$1" $process
    wait $process
}

case_interruption() {
    for signal in INT TERM; do
        stopped_by $signal
        local code=$?
        [[ $code -eq $((128 + $(kill -l $signal))) ]] || fail "the exit code after $signal is $code"
        complains '^kamsim: interrupted; [0-9,]+ finished futures are kept in result.h5.part\.$'
        complains 'kamsim run --resume result.h5$'
        says '^Interrupted after [0-9,]+ futures; all below is of these\.$'
        says '^Net present value over 2 years'
        [[ ! -e result.h5 ]] || fail "an unfinished run has its final name"
        cp out unfinished
        runs 1 run "$small" --out result.h5
        complains 'result.h5.part holds an unfinished run; go on with it by kamsim run --resume result.h5, or remove'
        runs 1 merge result.h5.part -o result.h5
        complains '^kamsim: replications [0-9]+ to 1999999 lack; add the parts that hold them, or with --incomplete'
        runs 0 merge result.h5.part --incomplete -o result.h5
        runs 0 show result.h5 --json
        holds '.replications > 256 and .replications < 2000000 and .replications % 256 == 0' out
        runs 0 show result.h5
        grep -qF -e "$(grep 'is the best of' unfinished | head -n 1)" out || fail "the merged file has another verdict"
        rm -r result.h5 result.h5.part
    done
}

case_show() {
    runs 0 run "$small" --out result.h5
    grep -v '^Every number' out >run
    runs 0 show result.h5
    is_silent err
    # What run printed, but for its last line, is how show begins.
    head -n "$(wc -l <run)" out | cmp - run || fail "show does not repeat what run printed"
    says '^Checked:$'
    says '^- small.toml \(XXH3 [0-9a-f]{32}\)$'
    runs 0 run "$small" --out result.h5 --json
    jq 'del(.seconds)' out >run.json
    runs 0 show result.h5 --json
    holds '.seconds == null' out
    jq 'del(.seconds)' out | cmp - run.json || fail "show --json is not what run --json printed"
    runs 0 show result.h5 --scenario
    cmp out "$small" || fail "show --scenario is not the scenario"
    runs 0 run "$small" --quiet
    cp out verdict
    runs 0 show result.h5 --quiet
    cmp out verdict || fail "the verdict is another one"
    runs 2 show result.h5 --json --scenario
    complains 'exclude each other'
}

case_replay() {
    runs 0 run "$small" --out result.h5 --json
    runs 0 replay result.h5 --replication 17
    is_silent err
    says '^Future 17 of 300 \(counted from 0\)$'
    says '^Year 1 \(at its end '
    says '^value  '
    says '^The values of all designs here equal, bit for bit, those stored in$'
    [[ -z $(grep -E '^.{81}' out) ]] || fail "a line is wider than 80 columns"
    runs 0 replay result.h5 --replication 17 --alternative matrix --against none --all
    says '^matrix against none, on the same luck: '
    says '^They part in year 1, Q1\.$'
    says '^Only under matrix$'
    runs 0 replay result.h5 --replication 17 --alternative matrix --account Birch
    says '^ +year 2 '
    runs 0 replay result.h5 --replication 17 --alternative matrix --against none --format json
    cp out told.json
    holds '[.alternatives[].name] == ["matrix", "none"]' told.json
    holds '.alternatives | all((.ledger | add) as $sum | ($sum - .value | fabs) < 1e-6)' told.json
    holds '.alternatives[0].events[0].event == "programme_started"' told.json
    # What a word chooses: the first and the last of the differences.
    local word
    for word in worst median best; do
        runs 0 replay result.h5 --replication $word --alternative matrix --against none --format json
        jq '.alternatives[0].value - .alternatives[1].value' out >>differences
    done
    [[ $(sort -g differences) == "$(cat differences)" ]] || fail "worst, median and best are not in order"
    runs 2 replay result.h5
    complains 'say which future: --replication N, from 0 to 299, or worst, median or best'
    runs 2 replay result.h5 --replication 300
    complains 'give a whole number from 0 to 299'
    runs 2 replay result.h5 --replication 1 --alternative matix
    complains 'there is no design "matix".*did you mean "matrix"'
    runs 2 replay result.h5 --replication 1 --account Brich
    complains 'there is no account "Brich".*did you mean "Birch"'
    runs 2 replay result.h5 --replication 1 --alternative matrix --against matrix
    complains '^kamsim: --against names the design that is told, matrix'
    is_silent out
}

case_bad_results() {
    runs 2 show
    complains 'no result file'
    for command in show compare bridge accounts replay; do
        runs 2 $command missing.h5
        complains '^kamsim: cannot read missing.h5: there is no such file; '
        runs 2 $command .
        complains '^kamsim: cannot read \.: it is a folder; '
        runs 2 $command "$small"
        complains 'it is no HDF5 file'
        "$program" run "$small" --out result.h5 --quiet >/dev/null
        head -c 20000 result.h5 >cut.h5
        runs 2 $command cut.h5
        complains '^kamsim: cannot read cut.h5: it is damaged or not complete'
        is_silent out
    done
    leaves cut.h5 result.h5 result.h5.log
}

# flip <file> <byte>: changes one byte.
flip() {
    local value
    value=$(od -An -tu1 -j "$2" -N 1 "$1")
    # shellcheck disable=SC2059 # the escape sequence is the format
    printf "\\x$(printf %x $((value ^ 64)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

case_verify_file() {
    runs 0 run "$small" --out result.h5
    runs 0 verify-file result.h5
    is_silent err
    says '^result.h5: good, [0-9]+ bytes in [0-9]+ blocks, format 4, kamsim .*, 300 replications, XXH3 [0-9a-f]{32}$'
    [[ $(wc -l <out) -eq 1 ]] || fail "not one line for one good file"
    runs 0 verify-file result.h5 --quiet
    is_silent out
    local bytes at
    bytes=$(stat -c %s result.h5)
    for at in 0 20 5000 $((bytes / 3)) $((bytes / 2)) $((bytes - 500)) $((bytes - 100)) $((bytes - 1)); do
        cp result.h5 flipped.h5
        flip flipped.h5 "$at"
        runs 1 verify-file flipped.h5
        [[ $(wc -l <out) -eq 1 ]] || fail "byte $at: not one damaged place"
        says '^flipped.h5: damaged, bytes [0-9]+ to [0-9]+: .+$'
        read -r first last <<<"$(sed -E 's/.*bytes ([0-9]+) to ([0-9]+).*/\1 \2/' out)"
        ((first <= at && at <= last)) || fail "byte $at is none of the bytes named"
        runs 2 show flipped.h5
        complains 'cannot read flipped.h5: it is damaged or not complete: bytes '
    done
    head -c $((bytes - 10)) result.h5 >cut.h5
    runs 1 verify-file result.h5 flipped.h5 cut.h5
    says '^result.h5: good'
    says '^flipped.h5: damaged'
    says '^cut.h5: damaged, at byte [0-9]+: cut short, 10 bytes are missing$'
    runs 2 verify-file flipped.h5 "$small" result.h5
    complains 'small.toml: it is no HDF5 file, so no result'
    says '^result.h5: good'
    runs 0 run "$small" --replications 600 --part 1/2 --out part.h5
    runs 0 verify-file part.h5
    says '^part.h5: good, '
    head -c $(($(stat -c %s part.h5) - 200)) part.h5 >cut.h5
    runs 1 verify-file cut.h5
    says '^cut.h5: damaged, at byte [0-9]+: the hashes of its blocks are cut short'
}

case_export() {
    runs 0 run "$small" --out result.h5
    runs 2 export result.h5
    complains 'nothing to write; give --csv DIR, --json FILE or --xlsx FILE'
    runs 2 export result.h5 --csv ''
    complains '--csv lacks its name'
    runs 0 export result.h5 --csv tables --json tables.json --xlsx tables.xlsx
    is_silent err
    [[ $(cat out) == "Wrote tables."$'\n'"Wrote tables.json."$'\n'"Wrote tables.xlsx." ]] || fail "it says something else"
    # What is there stays, and a name that is taken stops the others as well.
    runs 2 export result.h5 --csv other --json tables.json
    [[ ! -e other ]] || fail "half of the exports were written"
    for taken in '--csv tables' '--json tables.json' '--xlsx tables.xlsx'; do
        # shellcheck disable=SC2086 # an option and its value
        runs 2 export result.h5 $taken
        complains 'nothing was exported\. Name another one, or add --replace\.$'
    done
    mkdir empty full
    : >full/mine.txt
    runs 2 export result.h5 --csv full --replace
    complains '^kamsim: full is a folder with other things in it'
    cp "$small" notes.toml
    for form in json xlsx; do
        runs 2 export result.h5 --$form notes.toml --replace
        complains '^kamsim: notes.toml is there already and is no earlier export'
        runs 2 export result.h5 --$form empty --replace
        complains '^kamsim: empty is there already and is no file'
    done
    runs 2 export result.h5 --csv notes.toml --replace
    complains 'notes.toml is there already and is no folder'
    cmp "$small" notes.toml || fail "a file was overwritten"
    runs 0 export result.h5 --csv empty --quiet
    is_silent out
    diff -r tables empty || fail "an empty folder gets other files"
    # An earlier export gives way, unless something else has got into it.
    runs 0 run "$small" --seed 8 --out other.h5
    runs 0 export other.h5 --csv tables --json tables.json --xlsx tables.xlsx --replace
    ! cmp -s tables/alternatives.csv empty/alternatives.csv || fail "the earlier export was not replaced"
    : >tables/mine.txt
    runs 2 export result.h5 --csv tables --replace
    complains 'tables holds mine.txt, which is no part of an export'
    runs 1 export result.h5 --csv missing/tables
    complains 'cannot write missing/tables: .*No such file or directory'
    runs 1 export result.h5 --xlsx missing/tables.xlsx
    complains 'cannot write missing/tables.xlsx'
    runs 2 export missing.h5 --csv other
    complains 'cannot read missing.h5'
    rm -r tables empty full
    leaves notes.toml other.h5 other.h5.log result.h5 result.h5.log tables.json tables.xlsx
}

# A limit of the size of files stands for the full disk. A workbook passes through larger files than it is: 400 blocks hold
# the packed one but not its sheets, and that must not go unnoticed.
case_export_on_a_full_disk() {
    runs 0 run "$small" --out result.h5
    runs 0 export result.h5 --csv before
    cp -r before tables
    trap '' XFSZ
    local form blocks
    for form in '--csv tables' '--csv new' '--json new' '--xlsx new'; do
        for blocks in 1 16 100; do
            (
                ulimit -f $blocks
                # shellcheck disable=SC2086 # an option and its value
                exec "$program" export result.h5 $form --replace >out 2>err
            )
            local code=$?
            [[ $code -eq 1 ]] || fail "the exit code of $form with $blocks blocks is $code"
            complains '^kamsim: cannot write (tables|new): .*export again$'
        done
    done
    (
        ulimit -f 400
        exec "$program" export result.h5 --xlsx new >out 2>err
    )
    complains '^kamsim: cannot write new: the disk did not take all of it; check its free space and export again$'
    diff -r before tables || fail "a failed export damaged an earlier one"
    rm -r before tables
    leaves result.h5 result.h5.log
}

case_compare() {
    runs 0 run "$small" --out result.h5 --json
    cp out run.json
    runs 0 compare result.h5
    is_silent err
    says '^At the horizon, year 2$'
    says '^key_net_revenue_retention, % '
    [[ -z $(grep -E '^.{81}' out) ]] || fail "a line is wider than 80 columns"
    runs 0 compare result.h5 --measure revenue,customers --every year --alternative matrix
    says '^year 1 '
    ! grep -q none out || fail "an alternative that was not asked for"
    runs 0 compare result.h5 --measure all --format csv
    [[ $(wc -l <out) -eq $((1 + 2 * $(jq '.alternatives[0].measures | length' run.json))) ]] || fail "not one row for each measure and alternative"
    runs 0 compare result.h5 --measure revenue --format json
    jq '[.figures[].mean] == $means' --argjson means "$(jq '[.alternatives[].measures.revenue]' run.json)" out | grep -qx true ||
        fail "the means are not those of the run"
    runs 0 compare result.h5 --measure revenue --difference --period 1 --format csv
    says '^"none","revenue","kEUR/year",1,0.25,300,0,0,0,0,'
    runs 0 compare result.h5 --format json --target 1000
    jq '[.alternatives[].value.mean] == $means and (.pairs | length) == 1 and .target == 1000' \
        --argjson means "$(jq '[.alternatives[].value.mean]' run.json)" out | grep -qx true ||
        fail "the values are not those of the run"
    runs 0 compare result.h5 --format csv
    says '^"matrix","none",'
    runs 0 compare result.h5 --measure revenue --against matrix --year 1 --format csv
    says '^"matrix","revenue","kEUR/year",4,1,300,0,0,0,0,'
    runs 2 compare result.h5 --tail 5
    complains 'no share between 0 and 1'
    runs 2 compare result.h5 --target much
    complains 'is no number'
    runs 2 compare result.h5 --target 5 --measure revenue
    complains 'do not go with'
    runs 2 compare result.h5 --measure revenu
    complains 'did you mean "revenue"'
    runs 2 compare result.h5 --alternative matix
    complains 'there is no alternative "matix".*did you mean "matrix"'
    runs 2 compare result.h5 --year 3
    complains 'year'
    runs 2 compare result.h5 --year 1 --every year
    complains 'exclude each other'
    is_silent out
}

case_bridge() {
    runs 0 run "$small" --out result.h5 --json
    cp out run.json
    runs 0 bridge result.h5
    is_silent err
    says '^From none to matrix: '
    [[ -z $(grep -E '^.{81}' out) ]] || fail "a line is wider than 80 columns"
    runs 0 bridge result.h5 matrix none --format json
    jq '[.lines[].difference, .rounding] | add' out >sum
    jq '.total.difference' out >total
    jq -n --slurpfile sum sum --slurpfile total total '($sum[0] - $total[0] | fabs) < 1e-6' | grep -qx true ||
        fail "the lines and the rounding do not add up to the total"
    jq '.total.difference == -$difference' --argjson difference \
        "$(jq '.alternatives[1].difference.mean' run.json)" out | grep -qx true || fail "not the difference of the run"
    runs 0 bridge result.h5 none matrix --format csv
    says '^"none","matrix","total",'
    runs 0 bridge result.h5 none matrix --by account --top 2
    says '^total '
    runs 2 bridge result.h5 none
    complains 'to which design'
    runs 2 bridge result.h5 none none
    complains 'compared with itself'
    runs 2 bridge result.h5 none matix
    complains 'there is no alternative "matix".*did you mean "matrix"'
    runs 2 bridge result.h5 --top 3
    complains 'by account only'
}

case_accounts() {
    runs 0 run "$small" --out result.h5 --quiet
    runs 0 accounts result.h5
    is_silent err
    says '^matrix is worth .* (more|less) than none '
    says '^total .* 100.0 % *$'
    runs 0 accounts result.h5 --format json
    cp out accounts.json
    holds '[.rows[] | select(.kind == "account")] | length == 5' accounts.json
    holds '([.rows[] | select(.kind != "total") | .difference] | add) as $sum
        | (.rows[] | select(.kind == "total") | .difference) as $total
        | ($sum - $total) | fabs < 1e-6' accounts.json
    runs 0 show result.h5 --json
    jq '.alternatives[] | select(.name == "matrix") | .difference.mean' out >difference
    jq '.rows[] | select(.kind == "total") | .difference' accounts.json | cmp - difference ||
        fail "the total is not the difference of show"
    runs 0 accounts result.h5 --by segment --top 1 --format csv
    says '^"matrix","none","total"'
    runs 0 accounts result.h5 --by manager --alternative none --against matrix
    says '^no manager ever '
    runs 2 accounts result.h5 --alternative matix
    complains 'there is no alternative "matix".*did you mean "matrix"'
    runs 2 accounts result.h5 --alternative none
    complains '"none" is compared with itself'
    runs 2 accounts result.h5 --by region
    complains '^kamsim: --by'
    runs 2 accounts result.h5 --top 0
    complains '^kamsim: --top "0": give a whole number from'
    runs 0 run "$small" --out detailed.h5 --detail accounts --quiet
    runs 0 accounts detailed.h5 --format json
    cmp out accounts.json || fail "the detail changed other numbers"
    runs 0 verify-file detailed.h5
    (($(stat -c %s detailed.h5) > $(stat -c %s result.h5) + 10000)) || fail "the file holds no accounts in each future"
    runs 2 run "$small" --detail accounts
    complains '--detail need a file'
    runs 2 run "$small" --out other.h5 --detail everything
    complains '^kamsim: --detail'
    runs 0 run "$small" --set 'only_alternatives=["none"]' --out alone.h5 --quiet
    runs 2 accounts alone.h5
    complains 'one design only'
}

case_bridge_by_mechanism() {
    runs 0 run "$small" --out result.h5 --quiet
    runs 0 bridge result.h5 none matrix --by mechanism --futures 128
    is_silent err
    says '^From none to matrix: net present value by mechanism'
    says '^People '
    says 'Shapley'
    ! grep -Eq '^.{81,}' out || fail 'the table is wider than 80 columns'
    runs 0 bridge result.h5 none matrix --by mechanism --futures 128 --format json
    cp out mechanisms.json
    holds '([.groups[].share.mean] | add) as $sum | ($sum - .difference.mean) | fabs < 1e-6' mechanisms.json
    holds '.order == "programme_first" and .futures == 128' mechanisms.json
    runs 0 bridge result.h5 none matrix --by mechanism --futures 128 --threads 1 --format json
    cmp out mechanisms.json || fail 'the number of threads changes the bridge'
    runs 0 bridge result.h5 none matrix --by mechanism --futures 128 --format csv
    says '^"none","matrix",people,all,'
    runs 2 bridge result.h5 none matrix --futures 128
    complains '--futures goes with --by mechanism only'
    runs 2 bridge result.h5 none matrix --by mechanism --futures 1
    complains '^kamsim: --futures'
}

case_targets() {
    runs 0 targets "$small" --futures 64
    is_silent err
    says '^matrix .*pay for itself by year [0-9]+ against none$'
    says '^  Cost of the programme '
    ! grep -Eq '^.{81,}' out || fail 'the table is wider than 80 columns'
    runs 0 run "$small" --out result.h5 --quiet
    runs 0 targets "$small" --futures 64 --year 1,2 --alternative matrix --format json
    cp out targets.json
    holds '[.targets[].year] == [1, 2]' targets.json
    holds '.targets[0].effects | length == 5' targets.json
    runs 0 targets result.h5 --futures 64 --year 1,2 --alternative matrix --threads 1 --format json
    cmp out targets.json || fail 'a result and its scenario, or the number of threads, change the targets'
    runs 0 targets "$small" --futures 64 --format csv
    says '^"matrix","none",[0-9]+,size,'
    runs 2 targets "$small" --alternative none
    complains '"none" is compared with itself'
    runs 2 targets "$small" --alternative none --against matrix
    complains '"none" has no programme that could pay for itself'
    runs 2 targets "$small" --year 0
    complains '--year: "0" is no whole number from 1 to 50'
    runs 2 targets "$small" --against matix
    complains 'did you mean "matrix"'
    runs 2 targets result.h5 --set discount_rate=0.2
    complains '--set'
}

case_catalogues() {
    runs 0 parameters
    says '^retention '
    says '^structures.matrix '
    [[ -z $(grep -E '^.{81}' out) ]] || fail "a line is wider than 80 columns"
    runs 0 parameters retention.save
    says '^source '
    runs 0 parameters structures.matrix --format json
    holds 'length > 30 and all(.path | startswith("structures.matrix."))' out
    runs 0 parameters --format csv
    says '^path,default,low,high,unit,domain,grade,meaning,source'
    runs 2 parameters retention.sav3
    complains 'did you mean "retention.save"'
    runs 0 measures key_
    says '^key_share '
    runs 0 measures --format json
    holds 'any(.name == "account.revenue") and any(.name == "revenue")' out
    runs 2 measures nonsense
    complains 'nothing begins with "nonsense"'
}

case_colours() {
    export TERM=xterm
    local colour=$'\x1b\\[[0-9;]*m'
    env -u NO_COLOR script -qec "'$program' run '$small'" /dev/null >out </dev/null || fail "no run on a terminal"
    says "$colour"
    NO_COLOR=1 script -qec "'$program' run '$small'" /dev/null >out </dev/null || fail "no run on a terminal"
    says 'retained'
    ! grep -Eq "$colour" out || fail "colours in spite of NO_COLOR"
}

case_progress() {
    export TERM=xterm
    local shown='[0-9,]+ of 400,000 replications, [0-9,]+ a second, about [0-9]+ (s|min|h)[0-9a-z ]* left'
    local run="'$program' run '$small' --replications 400000"
    script -qec "$run >/dev/null" /dev/null >out </dev/null || fail "no run on a terminal"
    says "$shown"
    # The line is wiped at the end, so that nothing of it stays.
    [[ $(tail -c 4 out) == $'\r\x1b[K' ]] || fail "the progress line is left behind"
    script -qec "$run --quiet >/dev/null" /dev/null >out </dev/null || fail "no run on a terminal"
    is_silent out
}

case_init() {
    runs 0 init fresh
    is_silent err
    says 'kamsim run fresh/scenario.toml'
    cp -r fresh before
    runs 2 init fresh
    complains 'fresh/scenario.toml is there already and is not overwritten'
    diff -r fresh before || fail "a refused init changed a file"
    grep -q 'Synthetic account' fresh/accounts.csv || fail "the accounts do not say that they are invented"
    runs 0 run fresh/scenario.toml --replications 64 --quiet
    cp "$crm" crm.csv
    runs 0 init deep/er --from crm.csv --first-day 2026-01-01
    grep -q '^accounts = "../../crm.csv"' deep/er/scenario.toml || fail "the file is not named from the folder"
    runs 0 run deep/er/scenario.toml --replications 64 --quiet
    runs 2 init deep --from missing.csv
    complains '^missing.csv: .*there is no such file'
    runs 2 init crm.csv
    complains 'crm.csv is a file; name a folder'
    runs 2 init other --first-day soon
    complains 'first-day "soon": give a date'
    printf 'id,revenue\na,1\na,x\n' >broken.csv
    runs 2 init broken --from broken.csv
    says 'kamsim import-check broken.csv --scenario broken/scenario.toml'
    leaves before before/accounts.csv before/scenario.toml broken broken.csv broken/scenario.toml crm.csv deep deep/er \
        deep/er/scenario.toml fresh fresh/accounts.csv fresh/scenario.toml
}

case_init_on_a_full_disk() {
    trap '' XFSZ
    (
        ulimit -f 1
        exec "$program" init new/folder >out 2>err
    )
    local code=$?
    [[ $code -eq 1 ]] || fail "the exit code on a full disk is $code"
    complains 'cannot write into new/folder'
    leaves
}

case_import_check() {
    cp "$crm" crm.csv
    runs 0 import-check crm.csv --first-day 2026-01-01
    is_silent err
    says 'delimiter semicolon, decimal comma'
    says '^Jahresumsatz \(EUR\) +revenue +units +60 '
    says '^- ignored columns of crm.csv: Bemerkung'
    says 'kamsim init mine --from crm.csv'
    [[ $(wc -L <out) -le 80 ]] || fail "a line is wider than 80 columns"
    runs 0 import-check crm.csv --first-day 2026-01-01 --json
    holds '.usable and .file.rows == 60 and .file.decimal == "comma" and (.errors | length) == 0' out
    holds '[.guess.columns[] | select(.ours == "revenue") | .unit] == ["units"]' out
    runs 0 init mine --from crm.csv --first-day 2026-01-01
    runs 0 import-check crm.csv --scenario mine/scenario.toml
    says 'kamsim run mine/scenario.toml'
    sed 's/K1003/K1002/; s/68.588,62/viel/' crm.csv >wrong.csv
    runs 2 import-check wrong.csv --scenario mine/scenario.toml
    says '2 problems to correct'
    says '^wrong.csv:3: .*"viel" is no number'
    says '^wrong.csv:4: .*"K1002" stands on line 3'
    runs 2 import-check wrong.csv --scenario mine/scenario.toml --json
    holds '.usable == false and (.errors | length) == 2' out
    runs 2 import-check missing.csv
    complains '^missing.csv: .*there is no such file'
    : >empty.csv
    runs 2 import-check empty.csv
    complains 'no header line'
    leaves crm.csv empty.csv mine mine/scenario.toml wrong.csv
}

# Two inputs for the five accounts.
uncertain=(--set uncertainty.inputs.retention.leaving_base=evidence
    --set uncertainty.inputs.structures.matrix.setup=evidence --set simulation.replications=304)

case_sensitivity() {
    runs 0 sensitivity "$small" "${uncertain[@]}" --futures 16 --quiet
    says '^Sensitivity of the value of (none less that of matrix|matrix less that of none)'
    says '^structures.matrix.setup .*│'
    is_silent err
    [[ $(wc -L <out) -le 80 ]] || fail "a line is wider than 80 columns"
    runs 0 sensitivity "$small" "${uncertain[@]}" --method all --points 16 --trajectories 4 --futures 8 --policies
    says '^Shares of the variance'
    says '^Elementary effects'
    says '^Dependence by ranks'
    says '^policy.attention '
    [[ $(wc -L <out) -le 80 ]] || fail "a line is wider than 80 columns"
    cp out once
    runs 0 sensitivity "$small" "${uncertain[@]}" --method all --points 16 --trajectories 4 --futures 8 --policies --threads 1
    cmp -s once out || fail "another number of threads gives other numbers"
    runs 0 sensitivity "$small" "${uncertain[@]}" --method all --points 16 --futures 8 --format json --of matrix
    holds '.output == "value of matrix" and (.methods | keys | length) == 4' out
    holds '.methods.sobol["structures.matrix.setup"].total.interval | length == 2' out
    runs 0 sensitivity "$small" --inputs evidence:3 --of matrix --against none --futures 8 --format csv
    [[ $(grep -c ',"swing",' out) -eq 3 ]] || fail "not three inputs"
    runs 2 sensitivity "$small"
    complains 'nothing is uncertain.*ranges of the evidence'
    runs 2 sensitivity "$small" "${uncertain[@]}" --inputs retention.leaving_bas
    complains 'no uncertain input.*did you mean "retention.leaving_base"'
    runs 2 sensitivity "$small" "${uncertain[@]}" --of matrx
    complains 'no design "matrx".*did you mean "matrix"'
    runs 2 sensitivity "$small" "${uncertain[@]}" --method sobol --points 20
    complains 'no multiple of the 8 scramblings'
    runs 2 sensitivity "$small" "${uncertain[@]}" --method all --out study.h5
    complains 'one method'
    leaves once
}

case_break_even() {
    runs 0 break-even "$small" "${uncertain[@]}" --futures 32
    says '^As given, (none|matrix) leads (none|matrix) by '
    says 'of 2 inputs change that'
    [[ $(wc -L <out) -le 80 ]] || fail "a line is wider than 80 columns"
    runs 0 break-even "$small" "${uncertain[@]}" --futures 32 --policies --format json
    holds '.inputs | length == 8' out
    holds '.inputs[1].name == "structures.matrix.setup" and (.inputs[2].level_leaders | length) == 5' out
    runs 0 break-even "$small" "${uncertain[@]}" --futures 32 --inputs structures.matrix.setup --format csv
    [[ $(wc -l <out) -ge 2 ]] || fail "no input"
    runs 2 break-even "$small" "${uncertain[@]}" --of matrix
    complains 'go together'
    leaves
}

case_kept_studies() {
    local study=(sensitivity "$small" "${uncertain[@]}" --method sobol --points 16 --out study.h5)
    runs 0 "${study[@]}"
    cp out once
    leaves once study.h5
    runs 0 verify-file study.h5
    says '^study.h5: good, .* 512 replications'
    runs 2 compare study.h5
    complains 'no result of kamsim'
    runs 0 "${study[@]}" --resume
    cmp -s once out || fail "a finished study is told otherwise"
    runs 1 "${study[@]}" --resume --futures 16
    complains 'cannot go on with study.h5: it is of another scenario, other inputs or other sizes'
    runs 1 sensitivity "$small" "${uncertain[@]}" --out other.h5 --resume
    complains 'no unfinished study of other.h5'
    runs 2 sensitivity "$small" "${uncertain[@]}" --resume
    complains 'need --out'
    leaves once study.h5
}

# writes result.h5: a small scenario in 64 worlds
uncertain_result() { runs 0 run "$small" --set uncertainty=evidence --worlds 64 --out result.h5 --quiet; }

case_value_of_information() {
    runs 0 run "$small" --out certain.h5 --quiet
    runs 2 value-of-information certain.h5
    complains 'uncertainty=evidence'
    uncertain_result
    runs 0 value-of-information result.h5
    says '^What choosing without knowing the world costs, '
    says '^  everything uncertain '
    says '^Per decision, over the horizon'
    is_silent err
    ! grep -Eq '^.{81,}' out || fail "a line is wider than 80 columns"
    runs 0 value-of-information result.h5 --format csv
    says '^perfect_information,'
    says '^input,"?retention.leaving_base'
    runs 0 value-of-information result.h5 --group retention.leaving_base,expansion.opportunity_rate --health-score \
        --pilot accounts=4,quarters=4,cost=1,design=matrix --nested retention.leaving_base --format json
    holds '.perfect_information.mean >= 0 and .perfect_information.mean <= .perfect_information.uncorrected' out
    holds '[.groups[] | select(.name == "retention.leaving_base + expansion.opportunity_rate")] | length == 1' out
    holds '.pilot.sizes | map(.accounts) == [2, 4, 8, 16]' out
    holds '.pilot.design == "matrix" and .pilot.sizes[1].net == .pilot.sizes[1].mean - 4' out
    holds '[.better_score[] | select(.design == "none") | .mean] | all(. == 0)' out
    holds '.nested[0].interval.kind == "BCa bootstrap over worlds"' out
    cp out first
    runs 0 value-of-information result.h5 --group retention.leaving_base,expansion.opportunity_rate --health-score \
        --pilot accounts=4,quarters=4,cost=1,design=matrix --nested retention.leaving_base --format json
    cmp -s out first || fail "the same question has two answers"
    runs 2 value-of-information result.h5 --group retention.leaving_bas
    complains 'did you mean "retention.leaving_base"'
    runs 2 value-of-information result.h5 --pilot accounts=0,quarters=4
    complains 'accounts is a number from 1'
    runs 2 value-of-information result.h5 --pilot quarters=4
    complains 'how many accounts'
}

case_win_map() {
    runs 0 run "$small" --out certain.h5 --quiet
    runs 2 win-map certain.h5
    complains 'uncertainty=evidence'
    uncertain_result
    runs 0 win-map result.h5
    says '^Where nobody says how likely worlds are'
    says 'minimax'
    is_silent err
    ! awk 'length($0) > 80 { wide = 1 } END { exit !wide }' out || fail "a line is wider than 80 columns"
    runs 0 win-map result.h5 --target 1000 --format csv
    says '^design,mean,largest_regret'
    runs 0 win-map result.h5 --target 1000 --format json
    holds '.worlds == 64 and .robustness.target == 1000' out
    holds '.grid.cells | length == 6' out
    runs 2 win-map result.h5 --target much
    complains 'number of thousands'
}

# A sweep over two numbers and a policy.
small_sweep() {
    cat >design.toml <<END
scenario = "$scenarios/small.toml"
futures = 64
$1
[[factor]]
path = "defaults.levers"
range = [0.2, 0.9]
[[factor]]
name = "cost"
path = "structures.matrix.manager_cost"
range = [100, 200]
[[factor]]
path = "alternatives.*.attention"
values = ["equal", "growth"]
END
    runs 0 sweep design.toml --out sweep.h5 --quiet
}

case_emulate() {
    small_sweep $'method = "sobol"\npoints = 24'
    runs 0 emulate sweep.h5
    says '^A smooth surface through 24 points for 2 designs over 3 factors'
    says 'All points met the same futures'
    ! awk 'length($0) > 80 { wide = 1 } END { exit !wide }' out || fail "a line is wider than 80 columns"
    is_silent err
    runs 0 emulate sweep.h5 --at levers=0.4,attention=growth --at cost=150
    says '^levers = 0.4, cost = 150, attention = growth$'
    runs 0 emulate sweep.h5 --slice levers --at cost=120 --format csv
    [[ $(wc -l <out) -eq 23 ]] || fail "the slice has not eleven places of two designs"
    says '^"levers","cost","attention",design,value'
    runs 0 emulate sweep.h5 --at cost=150 --format json --threads 1
    holds '.shared_luck and .points_used == 24 and (.surfaces | length == 3)' out
    holds '.predictions[0].designs[1].difference | .expected.low < .mean and .mean < .expected.high' out
    mv out one
    runs 0 emulate sweep.h5 --at cost=150 --format json --threads 2
    cmp one out || fail "another number of threads gives other numbers"
    runs 0 emulate sweep.h5 --format csv
    says '^response,left_out_error'
    runs 2 emulate sweep.h5 --at price=3
    complains 'no factor "price"; there is levers, cost, attention'
    runs 2 emulate sweep.h5 --at cost=300
    complains 'give a number from 100 to 200'
    runs 2 emulate sweep.h5 --at attention=none
    complains 'there is equal, growth'
    runs 2 emulate sweep.h5 --slice levers --at cost=120 --at cost=130
    runs 0 run "$small" --out run.h5 --quiet
    runs 2 emulate run.h5
    complains 'give a file that kamsim sweep wrote'
}

case_win_map_of_a_sweep() {
    small_sweep ''
    runs 0 win-map sweep.h5 --across cost --up levers --picture maps/map.svg
    says '^Best design by cost \(across\) and levers \(up\)'
    says '^Each cell is a mean over the values of attention'
    is_silent err
    [[ $(head -c 5 maps/map.svg) == '<?xml' ]] || fail "the picture is no SVG file"
    runs 2 win-map sweep.h5 --picture maps/map.svg
    complains 'map.svg'
    runs 0 win-map sweep.h5 --format json
    holds '.by == "points" and (.cells | length == 9) and .averaged_over == ["attention"]' out
    runs 0 win-map sweep.h5 --format csv
    says '^"levers","cost",design,behind,best'
    runs 2 win-map sweep.h5 --across levers --up levers
    complains 'named for both axes'
    runs 2 win-map sweep.h5 --target 3
    complains '--target is for the result of a run'
    runs 0 run "$small" --out run.h5 --quiet
    runs 2 win-map run.h5 --picture other.svg
    complains '--picture is for the result of a sweep'
}

# shows <guide> <number>: every command of the guide that is followed by an output gives it to the letter, and so many
# are. A program of Python counts as a command.
shows() {
    local line kind='' command='' shown=0
    while IFS= read -r line; do
        case $kind,$line in
        ,'```sh') kind='sh' && command='' ;;
        ,'```python') kind='python' && : >program.py && command='/usr/bin/python3 program.py' ;;
        ,'```text') kind=text && : >expected ;;
        sh,'```' | python,'```' | other,'```') kind='' ;;
        text,'```')
            kind=''
            case $command in
            kamsim*) eval "runs 0 ${command#kamsim }" ;;
            *) eval "$command" >out 2>err || fail "the guide's command fails: $command" ;;
            esac
            sed -i -E 's/(kamsim [0-9.]+) \([0-9a-z-]+\)/\1/' expected out # whatever revision
            cmp expected out || fail "the guide shows something else for: $command"
            shown=$((shown + 1))
            ;;
        ,'```'*) kind=other ;;
        sh,*) command=$line ;;
        python,*) printf '%s\n' "$line" >>program.py ;;
        text,*) printf '%s\n' "$line" >>expected ;;
        esac
    done <"$scenarios/../../../docs/guide/$1"
    [[ $shown -eq $2 ]] || fail "the guide shows $shown commands"
}

case_guide() {
    cp "$crm" crm.csv
    shows your-accounts.md 3
}

case_guide_to_decisions() { shows decide.md 4; }

case_guide_to_information() {
    ln -s "$scenarios/../../../scenarios" scenarios
    runs 0 run scenarios/uncertain.toml --out result.h5 --quiet
    shows value-of-information.md 1
    shows robustness.md 1
}

case_guide_to_exports() { shows export.md 7; }

case_guide_to_sensitivity() {
    ln -s "$scenarios/../../../scenarios" scenarios
    shows sensitivity.md 2
}

case_guide_to_mechanisms() { shows explain.md 4; }

case_guide_to_targets() { shows targets.md 2; }

# A search over few designs of the small scenario, beside it.
small_search() {
    cp "$small" "$scenarios/accounts.csv" .
    cat >search.toml <<'TOML'
scenario = "small.toml"
design = "matrix"
evaluations = 40
futures = 32
fresh_futures = 128
finalists = 3

[[variable]]
path = "alternatives.matrix.key_accounts"
values = [1, 2, 3]

[[variable]]
path = "alternatives.matrix.investment_budget"
range = [0, 200]

[[constraint]]
figure = "spending"
at_most = 1000

[curve]
spending = [800, 1000]
evaluations = 10
TOML
}

case_optimize() {
    small_search
    runs 0 optimize search.toml --threads 1 --write best.toml
    says '^The design found (beats every design|has a lower mean value than a design)|^These futures cannot tell'
    says '^Optimism of the search: '
    says '^  key_accounts +[123]$'
    says '^  investment_budget +[0-9.]+$'
    says 'gain per kEUR'
    says '^Wrote best.toml. Next: kamsim run best.toml$'
    is_silent err
    ! grep -Eq '^.{81,}' out || fail "the answer of a search is wider than 80 columns"
    grep -v '^Wrote' out >one
    runs 0 optimize search.toml --threads 3
    echo >>out
    cmp one out || fail "threads change the search"
    runs 0 run best.toml --replications 64 --quiet
    says 'matrix_best'
    runs 2 optimize search.toml --write best.toml
    complains 'there already'
    runs 0 optimize search.toml --format json
    holds '.method == "stages" and .interrupted == false and (.trials | length) <= 60' out
    holds '.verdict == "beats_all" or .verdict == "cannot_tell" or .verdict == "is_beaten"' out
    holds '[.finalists[].fresh | .spending <= 1100] | all' out
    holds '.scenario_designs | map(.name) == ["none", "matrix"]' out
    holds '(.curve | length == 2) and .curve[1].price_of_more.interval.kind != null' out
}

case_optimize_refusals() {
    small_search
    runs 2 optimize
    complains 'kamsim optimize --help'
    sed -i 's/^futures/future/' search.toml
    runs 2 optimize search.toml
    complains '^search.toml:4:1: unknown key "future" — did you mean "futures"\?$'
    sed -i 's/^future /futures /; s/design = "matrix"/design = "matrx"/' search.toml
    runs 2 optimize search.toml
    complains 'did you mean "matrix"'
    sed -i 's/matrx/matrix/; s/at_most = 1000/at_most = -1/' search.toml
    runs 1 optimize search.toml
    says 'No design that was tried keeps to the constraints'
}

case_optimize_front() {
    small_search
    sed -i '/^\[curve\]/,$d' search.toml
    printf '[[objective]]\nfigure = "value"\n[[objective]]\nfigure = "tail_value"\n' >>search.toml
    runs 0 optimize search.toml
    says 'designs? (is|are) on the front'
    says '^    tail_value \(5 %\) '
    runs 2 optimize search.toml --write best.toml
    complains 'several objectives'
}

# The map is drawn again, and the guide shows the same bytes.
case_guide_to_sweeps() {
    ln -s "$scenarios/../../../scenarios" scenarios
    shows sweep.md 7
    cmp sizes.svg "$scenarios/../../../docs/guide/sizes.svg" || fail "the guide has another picture of sizes"
    cmp managers.svg "$scenarios/../../../docs/guide/managers.svg" || fail "the guide has another picture of managers"
}

case_guide_to_optimise() {
    ln -s "$scenarios/../../../scenarios" scenarios
    shows optimise.md 1
}

declare -F "case_$3" >/dev/null || fail "there is no case $3"
"case_$3"
