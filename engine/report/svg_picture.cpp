#include "report/svg_picture.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace kamsim {

namespace {

constexpr std::string_view ground = "#ffffff";

/// Parts of red, green and blue, 0 to 255.
std::array<int, 3> parts_of(std::string_view colour)
{
    std::array<int, 3> parts{};
    for (std::size_t k = 0; k < parts.size(); ++k) {
        const char* const begin = colour.data() + 1 + 2 * k;
        std::from_chars(begin, begin + 2, parts[k], 16);
    }
    return parts;
}

std::string_view anchor_name(TextAnchor anchor)
{
    switch (anchor) {
    case TextAnchor::start: return "start";
    case TextAnchor::middle: return "middle";
    case TextAnchor::end: return "end";
    }
    return "start";
}

} // namespace

std::string xml_text(std::string_view text)
{
    std::string escaped;
    for (const char character : text) {
        switch (character) {
        case '&': escaped += "&amp;"; break;
        case '<': escaped += "&lt;"; break;
        case '>': escaped += "&gt;"; break;
        case '"': escaped += "&quot;"; break;
        default:
            if (static_cast<unsigned char>(character) >= 0x20 && character != 0x7f) {
                escaped += character;
            }
        }
    }
    return escaped;
}

SvgPicture::SvgPicture(double width, double height, std::string_view title, std::string_view description)
    : head_(fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
                        "viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" aria-labelledby=\"title desc\" "
                        "font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\">\n"
                        "<title id=\"title\">{2}</title>\n<desc id=\"desc\">{3}</desc>\n",
                        width, height, xml_text(title), xml_text(description)))
{
    rectangle(0.0, 0.0, width, height, ground);
}

void SvgPicture::rectangle(double left, double top, double width, double height, std::string_view fill,
                           std::string_view stroke, double stroke_width, Stroke kind)
{
    body_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\" "
                         "stroke=\"{}\" stroke-width=\"{:.1f}\"{}/>\n",
                         left, top, width, height, fill, stroke, stroke_width,
                         kind == Stroke::dashed ? " stroke-dasharray=\"5 4\"" : "");
}

void SvgPicture::line(double from_x, double from_y, double to_x, double to_y, std::string_view stroke, double width)
{
    body_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-width=\"{:.1f}\"/>\n",
        from_x, from_y, to_x, to_y, stroke, width);
}

void SvgPicture::text(double x, double y, std::string_view text, const TextLook& look)
{
    body_ +=
        fmt::format("<text x=\"{0:.1f}\" y=\"{1:.1f}\" font-size=\"{2:.0f}\" fill=\"{3}\" text-anchor=\"{4}\"{5}{6}>"
                    "{7}</text>\n",
                    x, y, look.size, look.colour, anchor_name(look.anchor), look.is_bold ? " font-weight=\"bold\"" : "",
                    look.is_upwards ? fmt::format(" transform=\"rotate(-90 {:.1f} {:.1f})\"", x, y) : std::string(),
                    xml_text(text));
}

void SvgPicture::pattern(std::string_view name, std::string_view marks)
{
    definitions_ += fmt::format(
        "<pattern id=\"{}\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\">{}</pattern>\n", name, marks);
}

std::string SvgPicture::finished() const
{
    return head_ + (definitions_.empty() ? "" : "<defs>\n" + definitions_ + "</defs>\n") + body_ + "</svg>\n";
}

std::string tint(std::string_view colour, double strength)
{
    const auto parts = parts_of(colour);
    const auto mixed = [&](int part) {
        return static_cast<int>(std::lround(255.0 + strength * (static_cast<double>(part) - 255.0)));
    };
    return fmt::format("#{:02x}{:02x}{:02x}", mixed(parts[0]), mixed(parts[1]), mixed(parts[2]));
}

std::string_view readable_on(std::string_view colour)
{
    const auto parts = parts_of(colour);
    const auto linear = [](int part) { return std::pow(part / 255.0, 2.2); };
    const double luminance =
        0.2126 * linear(parts[0]) + 0.7152 * linear(parts[1]) + 0.0722 * linear(parts[2]); // ITU-R BT.709
    return luminance > 0.18 ? "#000000" : "#ffffff";
}

} // namespace kamsim
