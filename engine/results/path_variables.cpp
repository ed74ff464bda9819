#include "results/path_variables.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "results/layout.hpp"

namespace kamsim {

namespace {

hdf5::Element element_of(PathQuantity quantity)
{
    switch (quantity) {
    case PathQuantity::alive:
    case PathQuantity::key: return hdf5::Element::int8;
    case PathQuantity::manager: return hdf5::Element::int32;
    default: return hdf5::Element::float32;
    }
}

/// As many replications as come at once.
std::vector<hsize_t> chunk_of(const hdf5::File& file)
{
    constexpr hsize_t replications = 8;
    constexpr hsize_t most_numbers = 65'536;
    const hsize_t accounts = std::max<hsize_t>(1, most_numbers / (replications * file.length("period")));
    return {1, std::min(replications, file.length("replication")), std::min(accounts, file.length("account")),
            file.length("period")};
}

} // namespace

bool holds_paths(const hdf5::InputFile& file)
{
    return file.has_variable(fmt::format("path_{}", path_catalogue().front().name));
}

PathVariables::PathVariables(hdf5::File& file, const Experiment& experiment) : file_(file)
{
    for (const PathDeclaration& declaration : path_catalogue()) {
        const auto& name = names_.emplace_back(fmt::format("path_{}", declaration.name));
        const auto unit = unit_text(declaration.unit, experiment.currency);
        const VariableDeclaration variable{name.c_str(),
                                           element_of(declaration.quantity),
                                           {"alternative", "replication", "account", "period"},
                                           unit.c_str(),
                                           declaration.meaning};
        add_declared(file_, variable, experiment.currency, chunk_of(file_));
    }
    static constexpr std::array<std::int8_t, 2> flags{0, 1};
    file_.add_attribute("path_alive", "flag_values", flags);
    file_.add_attribute("path_alive", "flag_meanings", "no_customer customer");
    file_.add_attribute("path_key", "flag_values", flags);
    file_.add_attribute("path_key", "flag_meanings", "ordinary key_account");
}

void PathVariables::append(const PathBlock& block)
{
    const std::array<hsize_t, 4> offset{0, static_cast<hsize_t>(block.first_replication), 0, 0};
    const std::array<hsize_t, 4> count{file_.length("alternative"), static_cast<hsize_t>(block.replications),
                                       file_.length("account"), file_.length("period")};
    for (std::size_t quantity = 0; quantity < names_.size(); ++quantity) {
        file_.write(names_[quantity], block.values[quantity], offset, count);
    }
}

} // namespace kamsim
