#include "support/hdf5_reader.hpp"

#include <stdexcept>

#include <hdf5_hl.h>

namespace kamsim::test {

namespace {

/// Closes what was opened at the end of a scope.
class Open {
public:
    Open(hid_t id, herr_t (*close)(hid_t), const std::string& what) : id_(id), close_(close)
    {
        if (id < 0) {
            throw std::runtime_error("no " + what);
        }
    }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    ~Open() { close_(id_); }
    [[nodiscard]] hid_t id() const { return id_; }

private:
    hid_t id_;
    herr_t (*close_)(hid_t);
};

struct Links {
    std::string prefix;
    std::vector<std::string> names;
};

herr_t add_link(hid_t group, const char* name, const H5L_info_t*, void* found)
{
    auto& links = *static_cast<Links*>(found);
    H5O_info_t info{};
    H5Oget_info_by_name2(group, name, &info, H5O_INFO_BASIC, H5P_DEFAULT);
    if (info.type != H5O_TYPE_GROUP) {
        links.names.push_back(links.prefix + name);
        return 0;
    }
    const auto outer = links.prefix;
    links.prefix += std::string(name) + "/";
    const auto status =
        H5Literate_by_name(group, name, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_link, found, H5P_DEFAULT);
    links.prefix = outer;
    return status;
}

herr_t add_attribute(hid_t, const char* name, const H5A_info_t*, void* names)
{
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

herr_t take_scale_name(hid_t, unsigned, hid_t scale, void* name)
{
    std::string buffer(256, '\0');
    const auto length = H5Iget_name(scale, buffer.data(), buffer.size());
    buffer.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    buffer.erase(0, 1); // the slash of the root group
    auto& names = *static_cast<std::string*>(name);
    names += names.empty() ? buffer : "+" + buffer;
    return 0;
}

std::string name_of_type(hid_t type)
{
    if (H5Tget_class(type) == H5T_STRING) {
        return H5Tget_cset(type) == H5T_CSET_UTF8 ? "text" : H5Tget_size(type) == 1 ? "char" : "other";
    }
    const auto is = [&](hid_t known) { return H5Tequal(type, known) > 0; };
    return is(H5T_IEEE_F64LE)   ? "float64"
           : is(H5T_IEEE_F32LE) ? "float32"
           : is(H5T_STD_I64LE)  ? "int64"
           : is(H5T_STD_I32LE)  ? "int32"
           : is(H5T_STD_I8LE)   ? "int8"
                                : "other";
}

Open open_object(hid_t file, const std::string& name)
{
    return Open(H5Oopen(file, name.c_str(), H5P_DEFAULT), H5Oclose, name);
}

Open open_dataset(hid_t file, const std::string& name)
{
    return Open(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, name);
}

} // namespace

Hdf5Reader::Hdf5Reader(const std::filesystem::path& path) : file_(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT))
{
    if (file_ < 0) {
        throw std::runtime_error("cannot open " + path.string());
    }
}

Hdf5Reader::~Hdf5Reader()
{
    H5Fclose(file_);
}

std::vector<std::string> Hdf5Reader::variables() const
{
    Links links;
    H5Literate(file_, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_link, &links);
    return links.names;
}

std::vector<std::string> Hdf5Reader::attributes() const
{
    std::vector<std::string> names;
    H5Aiterate2(file_, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_attribute, &names);
    return names;
}

std::vector<std::string> Hdf5Reader::attributes(const std::string& variable) const
{
    std::vector<std::string> names;
    const auto dataset = open_dataset(file_, variable);
    H5Aiterate2(dataset.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_attribute, &names);
    std::erase_if(names, [](const std::string& name) {
        return name == "CLASS" || name == "NAME" || name == "REFERENCE_LIST" || name == "DIMENSION_LIST";
    });
    return names;
}

std::string Hdf5Reader::type(const std::string& variable) const
{
    const auto dataset = open_dataset(file_, variable);
    if (H5DSis_scale(dataset.id()) > 0
        && text_attribute(variable, "NAME").starts_with("This is a netCDF dimension but not a netCDF variable")) {
        return "dimension";
    }
    return name_of_type(Open(H5Dget_type(dataset.id()), H5Tclose, "type").id());
}

std::string Hdf5Reader::attribute_type(const std::string& attribute) const
{
    const Open opened(H5Aopen(file_, attribute.c_str(), H5P_DEFAULT), H5Aclose, attribute);
    return name_of_type(Open(H5Aget_type(opened.id()), H5Tclose, "type").id());
}

std::vector<std::string> Hdf5Reader::dimensions(const std::string& variable) const
{
    const auto dataset = open_dataset(file_, variable);
    std::vector<std::string> names(shape(variable).size());
    if (H5DSis_scale(dataset.id()) > 0) {
        take_scale_name(0, 0, dataset.id(), &names.at(0));
        return names;
    }
    for (unsigned axis = 0; axis < names.size(); ++axis) {
        H5DSiterate_scales(dataset.id(), axis, nullptr, take_scale_name, &names[axis]);
    }
    return names;
}

std::vector<hsize_t> Hdf5Reader::shape(const std::string& variable) const
{
    const auto dataset = open_dataset(file_, variable);
    const Open space(H5Dget_space(dataset.id()), H5Sclose, "space");
    std::vector<hsize_t> lengths(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.id())));
    H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr);
    return lengths;
}

bool Hdf5Reader::has_attribute(const std::string& variable, const std::string& attribute) const
{
    return H5Aexists(open_object(file_, variable).id(), attribute.c_str()) > 0;
}

std::string Hdf5Reader::text_attribute(const std::string& variable, const std::string& attribute) const
{
    const auto object = open_object(file_, variable);
    const Open opened(H5Aopen(object.id(), attribute.c_str(), H5P_DEFAULT), H5Aclose, attribute);
    const Open type(H5Aget_type(opened.id()), H5Tclose, "type");
    std::string text(H5Tget_size(type.id()), '\0');
    H5Aread(opened.id(), type.id(), text.data());
    return text.c_str(); // without the terminating character
}

double Hdf5Reader::number_attribute(const std::string& variable, const std::string& attribute) const
{
    const auto object = open_object(file_, variable);
    const Open opened(H5Aopen(object.id(), attribute.c_str(), H5P_DEFAULT), H5Aclose, attribute);
    double number = 0.0;
    H5Aread(opened.id(), H5T_NATIVE_DOUBLE, &number);
    return number;
}

std::vector<double> Hdf5Reader::numbers(const std::string& variable) const
{
    const auto dataset = open_dataset(file_, variable);
    std::size_t size = 1;
    for (const auto length : shape(variable)) {
        size *= length;
    }
    std::vector<double> values(size);
    if (H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
        throw std::runtime_error("cannot read " + variable);
    }
    return values;
}

std::vector<std::string> Hdf5Reader::texts(const std::string& variable) const
{
    const auto dataset = open_dataset(file_, variable);
    const Open type(H5Dget_type(dataset.id()), H5Tclose, "type");
    const Open space(H5Dget_space(dataset.id()), H5Sclose, "space");
    std::vector<char*> pointers(shape(variable).at(0));
    H5Dread(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data());
    const std::vector<std::string> result(pointers.begin(), pointers.end());
    H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, pointers.data());
    return result;
}

std::vector<std::string> Hdf5Reader::characters(const std::string& variable) const
{
    const auto dataset = open_dataset(file_, variable);
    const auto lengths = shape(variable);
    std::string all(lengths.at(0) * lengths.at(1), '\0');
    H5Dread(dataset.id(), H5T_C_S1, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data());
    std::vector<std::string> texts;
    for (std::size_t first = 0; first < all.size(); first += lengths[1]) {
        const auto text = all.substr(first, lengths[1]);
        texts.push_back(text.substr(0, text.find('\0')));
    }
    return texts;
}

bool Hdf5Reader::has_times(const std::string& object) const
{
    H5O_info_t info{};
    H5Oget_info_by_name2(file_, object.c_str(), &info, H5O_INFO_TIME, H5P_DEFAULT);
    return info.atime != 0 || info.mtime != 0 || info.ctime != 0 || info.btime != 0;
}

std::vector<H5Z_filter_t> Hdf5Reader::filters(const std::string& variable) const
{
    const auto dataset = open_dataset(file_, variable);
    const Open properties(H5Dget_create_plist(dataset.id()), H5Pclose, "properties");
    std::vector<H5Z_filter_t> result;
    for (int index = 0; index < H5Pget_nfilters(properties.id()); ++index) {
        std::size_t parameters = 0;
        unsigned flags = 0;
        result.push_back(H5Pget_filter2(properties.id(), static_cast<unsigned>(index), &flags, &parameters, nullptr, 0,
                                        nullptr, nullptr));
    }
    return result;
}

} // namespace kamsim::test
