#include "results/hdf5.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <hdf5_hl.h>

namespace kamsim::hdf5 {

namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
constexpr hsize_t largest_chunk = 65'536; ///< elements

Handle create_properties(hid_t property_class)
{
    return Handle(H5Pcreate(property_class), H5Pclose, "creating a property list");
}

Handle dataset_properties()
{
    auto properties = create_properties(H5P_DATASET_CREATE);
    check(H5Pset_attr_creation_order(properties.id(), creation_order), "setting the order of attributes");
    check(H5Pset_obj_track_times(properties.id(), 0), "switching off object times");
    return properties;
}

/// Without a terminating NUL where the length is fixed: some readers show it.
Handle text_type(std::size_t size)
{
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "making a text type");
    check(H5Tset_size(type.id(), size), "setting the size of a text type");
    check(H5Tset_strpad(type.id(), size == H5T_VARIABLE ? H5T_STR_NULLTERM : H5T_STR_NULLPAD),
          "setting the padding of a text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "setting the characters of a text type");
    return type;
}

Handle space_of(std::span<const hsize_t> lengths)
{
    return Handle(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), H5Sclose,
                  "making a dataspace");
}

hid_t file_type(Element element)
{
    switch (element) {
    case Element::float64: return H5T_IEEE_F64LE;
    case Element::float32: return H5T_IEEE_F32LE;
    case Element::int32: return H5T_STD_I32LE;
    case Element::int8: return H5T_STD_I8LE;
    }
    return H5I_INVALID_HID;
}

void write_attribute(hid_t object, std::string_view name, hid_t type, hid_t memory_type, hid_t space, const void* data)
{
    const std::string text(name);
    const auto action = fmt::format("writing attribute {}", name);
    const Handle attribute(H5Acreate2(object, text.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, action);
    check(H5Awrite(attribute.id(), memory_type, data), action);
}

void write_text_attribute(hid_t object, std::string_view name, std::string_view text)
{
    const std::string terminated(text);
    const auto type = text_type(std::max<std::size_t>(text.size(), 1));
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose, "making a scalar dataspace");
    write_attribute(object, name, type.id(), type.id(), space.id(), terminated.c_str());
}

/// Whole rows of the fastest dimensions up to `largest_chunk` elements, so that one alternative can be read alone.
std::vector<hsize_t> default_chunk(std::span<const hsize_t> lengths)
{
    std::vector<hsize_t> chunk(lengths.size(), 1);
    hsize_t elements = 1;
    for (std::size_t axis = lengths.size(); axis-- > 0;) {
        chunk[axis] = std::clamp<hsize_t>(largest_chunk / elements, 1, lengths[axis]);
        elements *= chunk[axis];
    }
    return chunk;
}

void set_fill_value(hid_t properties)
{
    const double missing = std::numeric_limits<double>::quiet_NaN();
    check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &missing), "setting the fill value");
}

void set_filters(hid_t properties, std::span<const hsize_t> chunk, unsigned deflate_level = Shape{}.deflate_level)
{
    check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "setting the chunks");
    if (deflate_level > 0) {
        check(H5Pset_shuffle(properties), "setting the shuffle filter");
        check(H5Pset_deflate(properties, deflate_level), "setting the compression");
    }
    check(H5Pset_fletcher32(properties), "setting the checksum");
}

} // namespace

File::File(const std::filesystem::path& path)
{
    const auto creation = create_properties(H5P_FILE_CREATE);
    check(H5Pset_link_creation_order(creation.id(), creation_order), "setting the order of links");
    check(H5Pset_attr_creation_order(creation.id(), creation_order), "setting the order of attributes");
    check(H5Pset_obj_track_times(creation.id(), 0), "switching off object times");
    const auto access = create_properties(H5P_FILE_ACCESS);
    // A fixed upper bound: what "latest" means moves with the library that is linked.
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V110), "setting the format bounds");
    check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_SEMI), "setting the way of closing");
    file_ = Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose, "creating the file");
}

void File::add_attribute(std::string_view name, std::string_view text)
{
    write_text_attribute(file_.id(), name, text);
}

void File::add_attribute(std::string_view name, std::int64_t number)
{
    const std::array<hsize_t, 1> one{1};
    write_attribute(file_.id(), name, H5T_STD_I64LE, H5T_NATIVE_INT64, space_of(one).id(), &number);
}

void File::add_attribute(std::string_view name, double number)
{
    const std::array<hsize_t, 1> one{1};
    write_attribute(file_.id(), name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, space_of(one).id(), &number);
}

void File::add_attribute(const std::string& variable, std::string_view name, std::string_view text)
{
    write_text_attribute(dataset(variable).id(), name, text);
}

void File::add_attribute(const std::string& variable, std::string_view name, std::span<const std::int8_t> numbers)
{
    const std::array<hsize_t, 1> length{numbers.size()};
    write_attribute(dataset(variable).id(), name, H5T_STD_I8LE, H5T_NATIVE_INT8, space_of(length).id(), numbers.data());
}

Handle File::create_dataset(const std::string& name, hid_t type, hid_t space, hid_t properties)
{
    return Handle(H5Dcreate2(file_.id(), name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose,
                  fmt::format("creating {}", name));
}

const Handle& File::dataset(const std::string& name) const
{
    return datasets_.at(name);
}

void File::create_text(const std::string& name, std::span<const std::string> texts)
{
    const std::array<hsize_t, 1> length{texts.size()};
    const auto type = text_type(H5T_VARIABLE);
    const auto properties = dataset_properties();
    auto created = create_dataset(name, type.id(), space_of(length).id(), properties.id());
    std::vector<const char*> pointers;
    for (const auto& text : texts) {
        pointers.push_back(text.c_str());
    }
    check(H5Dwrite(created.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()),
          fmt::format("writing {}", name));
    datasets_.emplace(name, std::move(created));
}

void File::make_scale(const std::string& name, hsize_t length)
{
    const auto label = name.substr(name.rfind('/') + 1);
    check(H5DSset_scale(dataset(name).id(), label.c_str()), fmt::format("making {} a dimension", name));
    lengths_.emplace(name, length);
}

void File::attach_scales(const std::string& variable, std::span<const std::string> dimensions)
{
    for (unsigned axis = 0; axis < dimensions.size(); ++axis) {
        check(H5DSattach_scale(dataset(variable).id(), dataset(dimensions[axis]).id(), axis),
              fmt::format("attaching {} to {}", dimensions[axis], variable));
    }
}

void File::add_dimension(const std::string& name, std::span<const std::string> labels)
{
    create_text(name, labels);
    make_scale(name, labels.size());
}

void File::add_dimension(const std::string& name, std::span<const std::int32_t> values)
{
    const std::array<hsize_t, 1> length{values.size()};
    const auto properties = dataset_properties();
    set_filters(properties.id(), default_chunk(length));
    auto created = create_dataset(name, H5T_STD_I32LE, space_of(length).id(), properties.id());
    check(H5Dwrite(created.id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          fmt::format("writing {}", name));
    datasets_.emplace(name, std::move(created));
    make_scale(name, values.size());
}

void File::add_dimension(const std::string& name, std::span<const double> values)
{
    const std::array<hsize_t, 1> length{values.size()};
    const auto properties = dataset_properties();
    set_filters(properties.id(), default_chunk(length));
    datasets_.emplace(name, create_dataset(name, H5T_IEEE_F64LE, space_of(length).id(), properties.id()));
    write(name, values);
    make_scale(name, values.size());
}

void File::add_group(const std::string& name)
{
    const auto properties = create_properties(H5P_GROUP_CREATE);
    check(H5Pset_link_creation_order(properties.id(), creation_order), "setting the order of links");
    check(H5Pset_attr_creation_order(properties.id(), creation_order), "setting the order of attributes");
    check(H5Pset_obj_track_times(properties.id(), 0), "switching off object times");
    groups_.emplace(name, Handle(H5Gcreate2(file_.id(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                                 H5Gclose, fmt::format("creating {}", name)));
}

void File::add_text(const std::string& name, const std::string& dimension, std::span<const std::string> texts)
{
    create_text(name, texts);
    attach_scales(name, std::span(&dimension, 1));
}

/// netCDF-4 knows a dimension without variable by the name of its scale, which the library of netCDF writes like this.
void File::add_bare_dimension(const std::string& name, hsize_t length)
{
    const std::array<hsize_t, 1> lengths{length};
    const auto properties = dataset_properties();
    datasets_.emplace(name, create_dataset(name, H5T_IEEE_F32BE, space_of(lengths).id(), properties.id()));
    const auto mark = fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", length);
    check(H5DSset_scale(dataset(name).id(), mark.c_str()), fmt::format("making {} a dimension", name));
    lengths_.emplace(name, length);
}

void File::add_characters(const std::string& name, const std::string& dimension, const std::string& length_dimension,
                          std::span<const std::string> texts)
{
    std::size_t longest = 1;
    for (const auto& text : texts) {
        longest = std::max(longest, text.size());
    }
    add_bare_dimension(length_dimension, longest);
    std::string characters;
    characters.reserve(texts.size() * longest);
    for (const auto& text : texts) {
        characters.append(text).append(longest - text.size(), '\0');
    }
    const std::array<hsize_t, 2> lengths{texts.size(), longest};
    const auto properties = dataset_properties();
    set_filters(properties.id(), default_chunk(lengths));
    datasets_.emplace(name, create_dataset(name, H5T_C_S1, space_of(lengths).id(), properties.id()));
    check(H5Dwrite(dataset(name).id(), H5T_C_S1, H5S_ALL, H5S_ALL, H5P_DEFAULT, characters.data()),
          fmt::format("writing {}", name));
    const std::array<std::string, 2> dimensions{dimension, length_dimension};
    attach_scales(name, dimensions);
    add_attribute(name, "_Encoding", "utf-8");
}

void File::add_variable(const std::string& name, const Shape& shape)
{
    std::vector<hsize_t> lengths;
    for (const auto& dimension : shape.dimensions) {
        lengths.push_back(length(dimension));
    }
    const auto properties = dataset_properties();
    set_filters(properties.id(), shape.chunk.empty() ? default_chunk(lengths) : shape.chunk, shape.deflate_level);
    const bool has_missing = shape.element == Element::float64 || shape.element == Element::float32;
    if (has_missing) {
        set_fill_value(properties.id());
    }
    const hid_t type = file_type(shape.element);
    datasets_.emplace(name, create_dataset(name, type, space_of(lengths).id(), properties.id()));
    attach_scales(name, shape.dimensions);
    if (has_missing) {
        const std::array<hsize_t, 1> one{1};
        const double missing = std::numeric_limits<double>::quiet_NaN();
        write_attribute(dataset(name).id(), "_FillValue", type, H5T_NATIVE_DOUBLE, space_of(one).id(), &missing);
    }
}

void File::write(const std::string& name, std::span<const double> values)
{
    check(H5Dwrite(dataset(name).id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          fmt::format("writing {}", name));
}

void File::write(const std::string& name, std::span<const std::int32_t> values)
{
    check(H5Dwrite(dataset(name).id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          fmt::format("writing {}", name));
}

void File::write(const std::string& name, std::span<const double> values, std::span<const hsize_t> offset,
                 std::span<const hsize_t> count)
{
    write_part(name, H5T_NATIVE_DOUBLE, values.data(), offset, count);
}

void File::write(const std::string& name, std::span<const float> values, std::span<const hsize_t> offset,
                 std::span<const hsize_t> count)
{
    write_part(name, H5T_NATIVE_FLOAT, values.data(), offset, count);
}

void File::write_part(const std::string& name, hid_t memory_type, const void* values, std::span<const hsize_t> offset,
                      std::span<const hsize_t> count)
{
    const auto action = fmt::format("writing {}", name);
    const Handle space(H5Dget_space(dataset(name).id()), H5Sclose, action);
    check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, offset.data(), nullptr, count.data(), nullptr), action);
    const auto memory = space_of(count);
    check(H5Dwrite(dataset(name).id(), memory_type, memory.id(), space.id(), H5P_DEFAULT, values), action);
}

hsize_t File::length(const std::string& dimension) const
{
    return lengths_.at(dimension);
}

std::size_t File::size(const std::string& variable) const
{
    const Handle space(H5Dget_space(dataset(variable).id()), H5Sclose,
                       fmt::format("reading the shape of {}", variable));
    const auto points = H5Sget_simple_extent_npoints(space.id());
    return static_cast<std::size_t>(std::max<hssize_t>(points, 0));
}

void File::close()
{
    for (auto& [name, handle] : datasets_) {
        handle.close(fmt::format("closing {}", name));
    }
    datasets_.clear();
    for (auto& [name, handle] : groups_) {
        handle.close(fmt::format("closing {}", name));
    }
    groups_.clear();
    file_.close("closing the file");
}

} // namespace kamsim::hdf5
