#include "kamsim/command_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim::program {

namespace {

namespace options = boost::program_options;

/// What every command takes.
constexpr std::array<OptionDeclaration, 4> common_options{{
    {"quiet", "", "say nothing beside the answer: no warnings, no progress"},
    {"verbose", "", "say on the standard error what is read and done"},
    {"log", "FILE", "add what happens, with times, to a file"},
    {"help", "", "show this help"},
}};

std::vector<OptionDeclaration> all_options(const CommandDeclaration& declaration)
{
    auto all = declaration.options;
    for (const auto& common : common_options) {
        const auto is_same = [&](const OptionDeclaration& own) { return own.name == common.name; };
        if (std::none_of(declaration.options.begin(), declaration.options.end(), is_same)) {
            all.push_back(common);
        }
    }
    return all;
}

/// The letter that stands for an option after a single dash, the same in every command; empty for most.
std::string_view letter_of(const OptionDeclaration& option)
{
    if (option.name == "help") {
        return "h";
    }
    return option.name == "out" ? "o" : "";
}

void add(options::options_description& description, const OptionDeclaration& option)
{
    const auto letter = letter_of(option);
    const auto name = letter.empty() ? std::string(option.name) : fmt::format("{},{}", option.name, letter);
    if (option.value_name.empty()) {
        description.add_options()(name.c_str(), option.meaning.data());
    } else {
        description.add_options()(name.c_str(), options::value<std::vector<std::string>>(), option.meaning.data());
    }
}

[[noreturn]] void refuse_unknown(const std::string& option, const CommandDeclaration& declaration)
{
    std::vector<std::string> names;
    for (const auto& known : all_options(declaration)) {
        names.push_back(fmt::format("--{}", known.name));
    }
    throw UsageError(fmt::format("unknown option {}{}; kamsim {} --help shows how", option, did_you_mean(option, names),
                                 declaration.name));
}

options::variables_map parse(const CommandDeclaration& declaration, const std::vector<std::string>& arguments)
{
    options::options_description description;
    for (const auto& option : all_options(declaration)) {
        add(description, option);
    }
    description.add_options()("argument", options::value<std::vector<std::string>>());
    options::positional_options_description positions;
    positions.add("argument", -1);
    // Without guessing: a shortened name would change its meaning when an option is added.
    const auto style = options::command_line_style::default_style & ~options::command_line_style::allow_guessing;
    options::variables_map values;
    try {
        options::store(
            options::command_line_parser(arguments).options(description).positional(positions).style(style).run(),
            values);
    } catch (const options::unknown_option& error) {
        refuse_unknown(error.get_option_name(), declaration);
    } catch (const options::error& error) {
        throw UsageError(fmt::format("{}; kamsim {} --help shows how", error.what(), declaration.name));
    }
    return values;
}

std::string option_label(const OptionDeclaration& option)
{
    const auto letter = letter_of(option);
    const auto dashes =
        letter.empty() ? fmt::format("    --{}", option.name) : fmt::format("-{}, --{}", letter, option.name);
    return option.value_name.empty() ? dashes : fmt::format("{} {}", dashes, option.value_name);
}

} // namespace

CommandLine::CommandLine(const CommandDeclaration& declaration, const std::vector<std::string>& arguments)
    : declaration_(&declaration), values_(parse(declaration, arguments)), arguments_(texts("argument"))
{
    if (asks_for_help()) {
        return;
    }
    for (const auto& option : all_options(declaration)) {
        if (option.use == OptionDeclaration::Use::once && !option.value_name.empty() && texts(option.name).size() > 1) {
            refuse(fmt::format("--{} is given twice", option.name));
        }
    }
    if (has("quiet") && has("verbose")) {
        refuse("--quiet and --verbose exclude each other");
    }
    check_arguments();
}

void CommandLine::check_arguments() const
{
    const auto count = static_cast<int>(arguments_.size());
    if (count < declaration_->least_arguments) {
        refuse(fmt::format("no {} is given; write: kamsim {} {}", declaration_->argument_noun, declaration_->name,
                           declaration_->argument));
    }
    if (count > declaration_->most_arguments) {
        if (declaration_->most_arguments == 0) {
            refuse(fmt::format("\"{}\" is too much; the command takes options only", arguments_.front()));
        }
        refuse(fmt::format("one {} at a time; \"{}\" and \"{}\" are two", declaration_->argument_noun, arguments_[0],
                           arguments_[1]));
    }
}

bool CommandLine::has(std::string_view option) const
{
    return values_.count(std::string(option)) > 0;
}

std::vector<std::string> CommandLine::texts(std::string_view option) const
{
    return has(option) ? values_[std::string(option)].as<std::vector<std::string>>() : std::vector<std::string>();
}

std::optional<std::string> CommandLine::text(std::string_view option) const
{
    return has(option) ? std::optional(texts(option).front()) : std::nullopt;
}

std::vector<std::string> CommandLine::list(std::string_view option) const
{
    std::vector<std::string> parts;
    auto rest = text(option).value_or("");
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        if (comma > 0) {
            parts.push_back(rest.substr(0, comma));
        }
        rest.erase(0, comma + 1);
    }
    if (has(option) && parts.empty()) {
        refuse(fmt::format("--{} names nothing", option));
    }
    return parts;
}

std::optional<std::int64_t> CommandLine::whole_number(std::string_view option, std::int64_t least,
                                                      std::int64_t most) const
{
    const auto given = text(option);
    if (!given) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto* end = given->data() + given->size();
    const auto [stop, error] = std::from_chars(given->data(), end, number);
    if (error != std::errc() || stop != end || number < least || number > most) {
        refuse(fmt::format("--{} \"{}\": give a whole number from {} to {}", option, *given, least, most));
    }
    return number;
}

std::optional<double> CommandLine::seconds(std::string_view option) const
{
    const auto given = text(option);
    if (!given) {
        return std::nullopt;
    }
    double number = 0.0;
    const auto* end = given->data() + given->size();
    const auto [stop, error] = std::from_chars(given->data(), end, number);
    if (error != std::errc() || stop != end || !(number >= 0.0)) {
        refuse(fmt::format("--{} {} is no time; give seconds, 0 or more", option, *given));
    }
    return number;
}

std::optional<std::size_t> CommandLine::choice(std::string_view option, const std::vector<std::string>& words) const
{
    const auto given = text(option);
    if (!given) {
        return std::nullopt;
    }
    const auto found = std::find(words.begin(), words.end(), *given);
    if (found == words.end()) {
        const auto suggestion = did_you_mean(*given, words);
        refuse(fmt::format("--{} takes {}, not \"{}\"{}", option, quoted_list(words), *given, suggestion));
    }
    return static_cast<std::size_t>(found - words.begin());
}

ConsoleOptions CommandLine::console() const
{
    ConsoleOptions console;
    console.loudness = has("quiet") ? Loudness::quiet : has("verbose") ? Loudness::verbose : Loudness::normal;
    if (const auto log = text("log")) {
        console.log = *log;
    }
    return console;
}

void CommandLine::refuse(std::string_view message) const
{
    throw UsageError(fmt::format("{}; kamsim {} --help shows how", message, declaration_->name));
}

std::string help_text(const CommandDeclaration& declaration)
{
    const auto argument = declaration.argument.empty()       ? std::string()
                          : declaration.least_arguments == 0 ? fmt::format(" [{}]", declaration.argument)
                                                             : fmt::format(" {}", declaration.argument);
    auto text = fmt::format("Usage: kamsim {}{} [OPTION]...\n\n{}\nOptions:\n", declaration.name, argument,
                            declaration.purpose);
    const auto all = all_options(declaration);
    std::size_t width = 0;
    for (const auto& option : all) {
        width = std::max(width, option_label(option).size());
    }
    for (const auto& option : all) {
        text += fmt::format("  {:<{}}  {}\n", option_label(option), width, option.meaning);
    }
    text += "\nExamples:\n";
    for (const auto& example : declaration.examples) {
        text += fmt::format("  kamsim {}\n", example);
    }
    return declaration.closing.empty() ? text : fmt::format("{}\n{}", text, declaration.closing);
}

} // namespace kamsim::program
