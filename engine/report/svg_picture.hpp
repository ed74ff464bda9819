#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kamsim {

/// Where the point of a text is in it.
enum class TextAnchor : std::uint8_t { start, middle, end };

/// Look of a text; sizes in pixels.
struct TextLook {
    double size = 14.0;
    std::string_view colour = "#1a1a1a";
    bool is_bold = false;
    TextAnchor anchor = TextAnchor::start;
    bool is_upwards = false; ///< turned by a quarter, to be read from below
};

enum class Stroke : std::uint8_t { solid, dashed };

/// Text in XML: markup is escaped, and characters that XML does not have are left out.
[[nodiscard]] std::string xml_text(std::string_view text);

/// A drawing on a light ground, as the text of an SVG file. Coordinates in pixels from the upper left corner, written
/// with one decimal.
class SvgPicture {
public:
    /// @param title,description what is read aloud; any text
    SvgPicture(double width, double height, std::string_view title, std::string_view description);

    /// @param fill a colour, or "url(#name)" of a definition
    void rectangle(double left, double top, double width, double height, std::string_view fill,
                   std::string_view stroke = "none", double stroke_width = 1.0, Stroke kind = Stroke::solid);
    void line(double from_x, double from_y, double to_x, double to_y, std::string_view stroke, double width = 1.0);
    /// @param text any text
    void text(double x, double y, std::string_view text, const TextLook& look);
    /// Marks on clear ground, repeated in squares of 12 pixels; as fill "url(#name)".
    /// @param marks SVG
    void pattern(std::string_view name, std::string_view marks);

    /// The file.
    [[nodiscard]] std::string finished() const;

private:
    std::string head_;
    std::string definitions_;
    std::string body_;
};

/// A colour between white (0) and "#rrggbb" (1).
[[nodiscard]] std::string tint(std::string_view colour, double strength);

/// Black or white, whichever is read better on a colour "#rrggbb".
[[nodiscard]] std::string_view readable_on(std::string_view colour);

} // namespace kamsim
