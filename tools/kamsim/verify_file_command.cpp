#include "kamsim/verify_file_command.hpp"

#include <algorithm>
#include <iostream>
#include <limits>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/result_reader.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "verify-file",
        .argument = "RESULT...",
        .argument_noun = "result file",
        .most_arguments = std::numeric_limits<int>::max(),
        .purpose = "Compares every byte of result files, and of parts of one, with the hashes that\n"
                   "they carry. Says one line of a good file: its size, who wrote it in which\n"
                   "version of the format, how many replications its run has, and the XXH3 of the\n"
                   "whole (as xxhsum -H2 prints it). Of a damaged one: every damaged place, and what\n"
                   "is kept there.\n",
        .options =
            {
                {"quiet", "", "say nothing of good files"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "verify-file result.h5",
                "verify-file archive/*.h5 --quiet",
            },
        .closing = "Exit codes: 0 all are good, 1 one is damaged, 2 one is no result.\n"
                   "docs/formats/results.md describes the hashes.\n",
    };
    return declared;
}

std::string good_line(const std::string& name, const FileVerification& verification, const ResultIdentity& identity)
{
    return fmt::format("{}: good, {} bytes in {} blocks, format {}, kamsim {} ({}), {} replications, XXH3 {}\n", name,
                       verification.bytes, verification.blocks, identity.format_version, identity.program_version,
                       identity.program_revision, identity.replications, verification.hash);
}

int verify_one(const std::string& name, Console& console)
{
    const auto verification = verify_file(name);
    console.detail(fmt::format("read {} ({} bytes)", name, verification.bytes));
    for (const auto& place : verification.damage) {
        print(fmt::format("{}: damaged, {}\n", name, damage_text(place)));
    }
    if (!verification.damage.empty()) {
        return exit_failed;
    }
    const auto identity = identify_result(name);
    if (!console.is_quiet()) {
        print(good_line(name, verification, identity));
    }
    return exit_done;
}

/// Goes through all files, whatever is found in one; the worst finding is the exit code.
int verify_all(const CommandLine& line, Console& console)
{
    int code = exit_done;
    for (const auto& name : line.arguments()) {
        try {
            code = std::max(code, verify_one(name, console));
        } catch (const UnreadableResult& error) {
            std::cerr << "kamsim: " << error.what() << "\n";
            code = exit_bad_input;
        }
    }
    return code;
}

} // namespace

int verify_files(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, verify_all);
}

} // namespace kamsim::program
