#include "results/storage_map.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <exception>
#include <fstream>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <hdf5_hl.h>

#include "results/hdf5.hpp"

namespace kamsim {

namespace {

using hdf5::Handle;

constexpr std::string_view mapping = "finding what stands where";

/// The bytes of the file itself, for what HDF5 does not tell. Integers of the format are little-endian.
class RawBytes {
public:
    explicit RawBytes(const std::filesystem::path& path) : file_(path, std::ios::binary) {}

    [[nodiscard]] std::vector<char> bytes(std::uint64_t first, std::size_t count)
    {
        std::vector<char> read(count);
        file_.seekg(static_cast<std::streamoff>(first));
        if (!file_.read(read.data(), static_cast<std::streamsize>(count))) {
            throw hdf5::Error(fmt::format("{}: the file ends too early", mapping));
        }
        return read;
    }

    [[nodiscard]] std::string text(std::uint64_t first, std::size_t count)
    {
        const auto read = bytes(first, count);
        return {read.begin(), read.end()};
    }

    [[nodiscard]] std::uint64_t integer(std::uint64_t first, std::size_t width)
    {
        std::uint64_t number = 0;
        std::memcpy(&number, bytes(first, width).data(), width);
        return number;
    }

private:
    std::ifstream file_;
};

herr_t take_scale_name(hid_t, unsigned, hid_t scale, void* name)
{
    std::array<char, 256> text{};
    if (H5Iget_name(scale, text.data(), text.size()) > 0) {
        *static_cast<std::string*>(name) = text.data() + 1; // without the slash of the root group
    }
    return 1; // the first scale is the dimension
}

/// Collects the extents of one file.
class Mapper {
public:
    explicit Mapper(const std::filesystem::path& path)
        : raw_(path), file_bytes_(std::filesystem::file_size(path)),
          file_(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, mapping)
    {}

    [[nodiscard]] std::vector<StoredExtent> extents();

private:
    static herr_t visit(hid_t, const char* name, const H5O_info_t* info, void* mapper);
    void add_object(const std::string& name, const H5O_info_t& info);
    void add_head(const std::string& path, haddr_t address);
    void add_chunks(const std::string& path, const Handle& dataset, hid_t properties);
    void add_contiguous(const std::string& path, const Handle& dataset);
    void add_texts(const std::string& path, haddr_t address, std::uint64_t count);
    void add_root_texts();
    void sort();

    RawBytes raw_;
    std::uint64_t file_bytes_;
    Handle file_;
    std::vector<StoredExtent> extents_;
    std::exception_ptr failure_; ///< exceptions must not pass through HDF5
};

std::vector<std::string> axis_names(const Handle& dataset, std::size_t axes, const std::string& path)
{
    if (H5DSis_scale(dataset.id()) > 0) {
        return {path.substr(path.rfind('/') + 1)};
    }
    std::vector<std::string> names(axes);
    for (unsigned axis = 0; axis < axes; ++axis) {
        names[axis] = fmt::format("axis {}", axis);
        H5DSiterate_scales(dataset.id(), axis, nullptr, take_scale_name, &names[axis]);
    }
    return names;
}

std::string chunk_name(const std::string& path, const std::vector<std::string>& axes,
                       const std::vector<hsize_t>& offset, const std::vector<hsize_t>& chunk,
                       const std::vector<hsize_t>& lengths)
{
    std::vector<std::string> parts;
    for (std::size_t axis = 0; axis < offset.size(); ++axis) {
        const auto last = std::min(offset[axis] + chunk[axis], lengths[axis]) - 1;
        parts.push_back(last == offset[axis] ? fmt::format("{} {}", axes[axis], last)
                                             : fmt::format("{} {} to {}", axes[axis], offset[axis], last));
    }
    return fmt::format("{}[{}]", path, fmt::join(parts, ", "));
}

/// Moves on to the next chunk, the last axis fastest.
bool advance(std::vector<hsize_t>& offset, const std::vector<hsize_t>& chunk, const std::vector<hsize_t>& lengths)
{
    for (std::size_t axis = offset.size(); axis-- > 0;) {
        offset[axis] += chunk[axis];
        if (offset[axis] < lengths[axis]) {
            return true;
        }
        offset[axis] = 0;
    }
    return false;
}

void Mapper::add_chunks(const std::string& path, const Handle& dataset, hid_t properties)
{
    const Handle space(H5Dget_space(dataset.id()), H5Sclose, mapping);
    std::vector<hsize_t> lengths(static_cast<std::size_t>(std::max(H5Sget_simple_extent_ndims(space.id()), 0)));
    hdf5::check(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr), mapping);
    std::vector<hsize_t> chunk(lengths.size());
    hdf5::check(H5Pget_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), mapping);
    if (std::find(lengths.begin(), lengths.end(), hsize_t{0}) != lengths.end()) {
        return;
    }
    const auto axes = axis_names(dataset, lengths.size(), path);
    std::vector<hsize_t> offset(lengths.size(), 0);
    do {
        haddr_t address = HADDR_UNDEF;
        hsize_t bytes = 0;
        hdf5::check(H5Dget_chunk_info_by_coord(dataset.id(), offset.data(), nullptr, &address, &bytes), mapping);
        if (address != HADDR_UNDEF) {
            extents_.push_back({address, bytes, chunk_name(path, axes, offset, chunk, lengths)});
        }
    } while (advance(offset, chunk, lengths));
}

void Mapper::add_contiguous(const std::string& path, const Handle& dataset)
{
    const auto address = H5Dget_offset(dataset.id());
    const auto bytes = H5Dget_storage_size(dataset.id());
    if (address == HADDR_UNDEF || bytes == 0) {
        return;
    }
    extents_.push_back({address, bytes, path});
    const Handle type(H5Dget_type(dataset.id()), H5Tclose, mapping);
    if (H5Tis_variable_str(type.id()) > 0) {
        constexpr std::uint64_t reference_bytes = 16;
        add_texts(path, address, bytes / reference_bytes);
    }
}

/// A text of variable length is kept as its length (4 bytes) and the place of a heap (8) and in it (4); a heap begins
/// with "GCOL", four other bytes and its size (HDF5 file format specification, sections III.E and IV.A.2.d).
void Mapper::add_texts(const std::string& path, haddr_t address, std::uint64_t count)
{
    const auto references = raw_.bytes(address, 16 * count);
    std::set<std::uint64_t> heaps;
    for (std::uint64_t k = 0; k < count; ++k) {
        std::uint64_t heap = 0;
        std::memcpy(&heap, references.data() + 16 * k + 4, sizeof heap);
        if (heap != 0) { // of a text that is not empty
            heaps.insert(heap);
        }
    }
    for (const auto heap : heaps) {
        extents_.push_back({heap, raw_.integer(heap + 8, 8), fmt::format("the texts of {}", path)});
    }
}

/// The first part of an object's head: "OHDR", version 2, flags, times where flag 5 and thresholds where flag 4 is set,
/// then the size of what follows in 1, 2, 4 or 8 bytes (same specification, section IV.A.1.b).
void Mapper::add_head(const std::string& path, haddr_t address)
{
    const auto flags = raw_.integer(address + 5, 1);
    const std::uint64_t before_size = 6U + ((flags & 0x20U) != 0 ? 16U : 0U) + ((flags & 0x10U) != 0 ? 4U : 0U);
    const std::uint64_t width = std::uint64_t{1} << (flags & 3U);
    constexpr std::uint64_t checksum_bytes = 4;
    const auto bytes = before_size + width + raw_.integer(address + before_size, width) + checksum_bytes;
    extents_.push_back({address, bytes, fmt::format("the head of {}", path)});
}

void Mapper::add_object(const std::string& name, const H5O_info_t& info)
{
    const auto path = name == "." ? std::string("/") : "/" + name;
    constexpr unsigned head_with_size = 2;
    if (info.hdr.version == head_with_size) {
        add_head(path, info.addr);
    }
    if (info.type != H5O_TYPE_DATASET) {
        return;
    }
    const Handle dataset(H5Dopen2(file_.id(), path.c_str(), H5P_DEFAULT), H5Dclose, mapping);
    const Handle properties(H5Dget_create_plist(dataset.id()), H5Pclose, mapping);
    if (H5Pget_layout(properties.id()) == H5D_CHUNKED) {
        add_chunks(path, dataset, properties.id());
    } else {
        add_contiguous(path, dataset);
    }
}

herr_t Mapper::visit(hid_t, const char* name, const H5O_info_t* info, void* mapper)
{
    auto& self = *static_cast<Mapper*>(mapper);
    try {
        self.add_object(name, *info);
        return 0;
    } catch (...) {
        self.failure_ = std::current_exception();
        return -1;
    }
}

herr_t take_attribute_name(hid_t, const char* name, const H5A_info_t*, void* names)
{
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

/// A text of fixed length, as it stands in the file; nothing where the attribute is none.
std::string stored_text(hid_t file, const std::string& name)
{
    const Handle attribute(H5Aopen(file, name.c_str(), H5P_DEFAULT), H5Aclose, mapping);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, mapping);
    if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) > 0) {
        return {};
    }
    std::string text(H5Tget_size(type.id()), '\0');
    hdf5::check(H5Aread(attribute.id(), type.id(), text.data()), mapping);
    return text;
}

/// HDF5 does not tell where it keeps attributes. The long texts of the root group, which carry the scenario and all
/// that was resolved from it, are looked for where nothing else is known to stand.
void Mapper::add_root_texts()
{
    constexpr std::size_t least_bytes = 32; // shorter ones could be found by chance
    std::vector<std::string> names;
    hdf5::check(H5Aiterate2(file_.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, take_attribute_name, &names), mapping);
    std::vector<StoredExtent> gaps;
    std::uint64_t known_to = 0;
    for (const auto& extent : extents_) {
        if (extent.first > known_to) {
            gaps.push_back({known_to, extent.first - known_to, raw_.text(known_to, extent.first - known_to)});
        }
        known_to = std::max(known_to, extent.end());
    }
    gaps.push_back({known_to, file_bytes_ - known_to, raw_.text(known_to, file_bytes_ - known_to)});
    for (const auto& name : names) {
        const auto text = stored_text(file_.id(), name);
        for (const auto& gap : gaps) {
            const auto place = text.size() < least_bytes ? std::string::npos : gap.what.find(text);
            if (place != std::string::npos) {
                extents_.push_back({gap.first + place, text.size(), fmt::format("the attribute {}", name)});
            }
        }
    }
}

void Mapper::sort()
{
    std::stable_sort(extents_.begin(), extents_.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
}

std::vector<StoredExtent> Mapper::extents()
{
    const auto status = H5Ovisit2(file_.id(), H5_INDEX_NAME, H5_ITER_INC, visit, this, H5O_INFO_BASIC | H5O_INFO_HDR);
    if (failure_) {
        std::rethrow_exception(failure_);
    }
    hdf5::check(status, mapping);
    sort();
    add_root_texts();
    sort();
    return std::move(extents_);
}

std::optional<StoredExtent> read_line(std::string_view line)
{
    StoredExtent extent;
    const char* end = line.data() + line.size();
    const auto first = std::from_chars(line.data(), end, extent.first);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != ' ') {
        return std::nullopt;
    }
    const auto bytes = std::from_chars(first.ptr + 1, end, extent.bytes);
    if (bytes.ec != std::errc() || bytes.ptr == end || *bytes.ptr != ' ') {
        return std::nullopt;
    }
    extent.what.assign(bytes.ptr + 1, end);
    return extent;
}

} // namespace

std::vector<StoredExtent> map_storage(const std::filesystem::path& path)
{
    const hdf5::QuietErrors quiet;
    return Mapper(path).extents();
}

std::string storage_map_text(const std::vector<StoredExtent>& extents)
{
    std::string text;
    for (const auto& extent : extents) {
        text += fmt::format("{} {} {}\n", extent.first, extent.bytes, extent.what);
    }
    return text;
}

std::vector<StoredExtent> read_storage_map(std::string_view text)
{
    std::vector<StoredExtent> extents;
    for (std::size_t first = 0; first < text.size();) {
        const auto end = std::min(text.find('\n', first), text.size());
        if (auto extent = read_line(text.substr(first, end - first))) {
            extents.push_back(std::move(*extent));
        }
        first = end + 1;
    }
    return extents;
}

std::string what_stands_in(const std::vector<StoredExtent>& extents, std::uint64_t first, std::uint64_t end)
{
    constexpr std::size_t most_names = 16;
    std::vector<std::string> names;
    auto known_to = first;
    bool has_gap = false;
    for (const auto& extent : extents) {
        if (extent.first >= end || extent.end() <= first) {
            continue;
        }
        has_gap = has_gap || extent.first > known_to;
        known_to = std::max(known_to, extent.end());
        if (std::find(names.begin(), names.end(), extent.what) == names.end()) {
            names.push_back(extent.what);
        }
    }
    const auto count = names.size();
    if (count > most_names) {
        names.resize(most_names);
        names.push_back(fmt::format("{} more", count - most_names));
    }
    if (has_gap || known_to < end) {
        names.emplace_back("metadata of HDF5");
    }
    return fmt::format("{}", fmt::join(names, "; "));
}

} // namespace kamsim
