#include "results/hdf5_input.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include <fmt/format.h>

namespace kamsim::hdf5 {

namespace {

std::string reading(const std::string& what)
{
    return fmt::format("reading {}", what);
}

void require(bool fits, const std::string& what, std::string_view kind)
{
    if (!fits) {
        throw Error(fmt::format("{} is no {}", what, kind));
    }
}

std::vector<hsize_t> lengths_of(const Handle& dataset, const std::string& variable)
{
    const Handle space(H5Dget_space(dataset.id()), H5Sclose, reading(variable));
    std::vector<hsize_t> lengths(static_cast<std::size_t>(std::max(H5Sget_simple_extent_ndims(space.id()), 0)));
    check(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr), reading(variable));
    return lengths;
}

} // namespace

InputFile::InputFile(const std::filesystem::path& path)
    : file_(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "opening the file")
{}

bool InputFile::has_attribute(const std::string& name) const
{
    return H5Aexists(file_.id(), name.c_str()) > 0;
}

Handle InputFile::open_attribute(const std::string& name) const
{
    return Handle(H5Aopen(file_.id(), name.c_str(), H5P_DEFAULT), H5Aclose, reading("attribute " + name));
}

std::string InputFile::text_attribute(const std::string& name) const
{
    const auto attribute = open_attribute(name);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, reading(name));
    require(H5Tget_class(type.id()) == H5T_STRING && H5Tis_variable_str(type.id()) == 0, "attribute " + name,
            "text of fixed length");
    std::string text(H5Tget_size(type.id()), '\0');
    check(H5Aread(attribute.id(), type.id(), text.data()), reading("attribute " + name));
    text.resize(std::min(text.find('\0'), text.size()));
    return text;
}

std::int64_t InputFile::whole_attribute(const std::string& name) const
{
    const auto attribute = open_attribute(name);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, reading(name));
    const Handle space(H5Aget_space(attribute.id()), H5Sclose, reading(name));
    require(H5Tget_class(type.id()) == H5T_INTEGER && H5Sget_simple_extent_npoints(space.id()) == 1,
            "attribute " + name, "whole number");
    std::int64_t number = 0;
    check(H5Aread(attribute.id(), H5T_NATIVE_INT64, &number), reading("attribute " + name));
    return number;
}

bool InputFile::has_variable(const std::string& name) const
{
    return H5Lexists(file_.id(), name.c_str(), H5P_DEFAULT) > 0;
}

Handle InputFile::open_variable(const std::string& name) const
{
    return Handle(H5Dopen2(file_.id(), name.c_str(), H5P_DEFAULT), H5Dclose, reading(name));
}

std::vector<hsize_t> InputFile::shape(const std::string& variable) const
{
    return lengths_of(open_variable(variable), variable);
}

std::vector<std::string> InputFile::texts(const std::string& variable) const
{
    const auto dataset = open_variable(variable);
    const Handle type(H5Dget_type(dataset.id()), H5Tclose, reading(variable));
    const auto lengths = lengths_of(dataset, variable);
    require(H5Tis_variable_str(type.id()) > 0 && lengths.size() == 1, variable, "list of texts");
    const Handle space(H5Dget_space(dataset.id()), H5Sclose, reading(variable));
    std::vector<char*> pointers(lengths.front(), nullptr);
    check(H5Dread(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), reading(variable));
    std::vector<std::string> all;
    all.reserve(pointers.size());
    std::transform(pointers.begin(), pointers.end(), std::back_inserter(all),
                   [](const char* text) { return std::string(text == nullptr ? "" : text); });
    check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, pointers.data()), reading(variable));
    return all;
}

std::vector<double> InputFile::numbers(const std::string& variable) const
{
    const auto dataset = open_variable(variable);
    const Handle type(H5Dget_type(dataset.id()), H5Tclose, reading(variable));
    const auto kind = H5Tget_class(type.id());
    require(kind == H5T_FLOAT || kind == H5T_INTEGER, variable, "array of numbers");
    const Handle space(H5Dget_space(dataset.id()), H5Sclose, reading(variable));
    std::vector<double> values(
        static_cast<std::size_t>(std::max<hssize_t>(H5Sget_simple_extent_npoints(space.id()), 0)));
    check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), reading(variable));
    return values;
}

std::vector<double> InputFile::numbers(const std::string& variable, std::span<const hsize_t> offset,
                                       std::span<const hsize_t> count) const
{
    const auto dataset = open_variable(variable);
    const Handle space(H5Dget_space(dataset.id()), H5Sclose, reading(variable));
    check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, offset.data(), nullptr, count.data(), nullptr),
          reading(variable));
    const Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose,
                        reading(variable));
    std::vector<double> values(std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>()));
    check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, memory.id(), space.id(), H5P_DEFAULT, values.data()),
          reading(variable));
    return values;
}

std::vector<std::uint32_t> InputFile::counts(const std::string& variable) const
{
    const auto dataset = open_variable(variable);
    const auto lengths = lengths_of(dataset, variable);
    std::vector<std::uint32_t> values(
        std::accumulate(lengths.begin(), lengths.end(), std::size_t{1}, std::multiplies<>()));
    check(H5Dread(dataset.id(), H5T_NATIVE_UINT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), reading(variable));
    return values;
}

} // namespace kamsim::hdf5
