#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <minizip/zip.h>
#include <nlohmann/json.hpp>

#include "kamsim/report/export.hpp"
#include "kamsim/results/result_file_error.hpp"
#include "report/workbook.hpp"
#include "report/workbook_check.hpp"
#include "support/small_run.hpp"
#include "support/stored_result.hpp"

namespace kamsim {
namespace {

using test::content;
using test::small_result;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::array forms{ExportForm::csv, ExportForm::json, ExportForm::xlsx};

class Export : public test::ResultFolder {
protected:
    void write(ExportForm form, const std::string& name, EarlierExport earlier = EarlierExport::refused)
    {
        export_result(form, TableSource(stored_), path(name), earlier);
    }
    [[nodiscard]] std::string refusal(ExportForm form, const std::string& name, EarlierExport earlier)
    {
        try {
            write(form, name, earlier);
        } catch (const RefusedExport& error) {
            return error.what();
        }
        return "";
    }

    StoredResult stored_ = small_result(5, 2);
};

TEST_F(Export, WritesHostileNamesAsText)
{
    const std::vector<std::string> names{"=cmd()",          "+1", "-x", "@x", "said \"so\", twice", "two\nlines",
                                         "\xF0\x9F\x9A\x80"};
    auto& accounts = stored_.scenario.experiment.accounts;
    std::vector<std::string> lines;
    for (const auto& name : names) {
        accounts[0].name = name;
        std::filesystem::remove_all(path("tables"));
        write(ExportForm::csv, "tables");
        const auto text = content(path("tables") / "account_inputs.csv");
        lines.push_back(text.substr(text.find('\n') + 1, text.find(",\"all\",") - text.find('\n') - 1));
    }
    EXPECT_THAT(lines, testing::ElementsAre("\"first\",\"'=cmd()\"", "\"first\",\"'+1\"", "\"first\",\"'-x\"",
                                            "\"first\",\"'@x\"", "\"first\",\"said \"\"so\"\", twice\"",
                                            "\"first\",\"two\nlines\"", "\"first\",\"\xF0\x9F\x9A\x80\""));
}

TEST_F(Export, KeepsTextAsItIsInJson)
{
    stored_.scenario.experiment.accounts[0].name = "=cmd() </script> \xF0\x9F\x9A\x80 \"\\";
    write(ExportForm::json, "tables.json");
    const auto document = nlohmann::json::parse(content(path("tables.json")));
    EXPECT_EQ(document["tables"]["account_inputs"]["rows"][0][1], stored_.scenario.experiment.accounts[0].name);
    const auto& futures = document["tables"]["replications"]["rows"];
    EXPECT_EQ(futures[0][6], "Infinity");
    EXPECT_EQ(futures[7][3].get<double>(), stored_.outcome.value[7]);
}

TEST_F(Export, ReplacesWhatIsNoTextInUtf8)
{
    stored_.scenario.experiment.accounts[0].name = "caf\xE9";
    write(ExportForm::json, "tables.json");
    write(ExportForm::xlsx, "tables.xlsx");
    const auto document = nlohmann::json::parse(content(path("tables.json")));
    EXPECT_EQ(document["tables"]["account_inputs"]["rows"][0][1], "caf\xEF\xBF\xBD");
}

TEST_F(Export, GivesEqualBytesForEqualResults)
{
    for (const auto form : forms) {
        write(form, "one");
        write(form, "two");
        if (form == ExportForm::csv) {
            for (const auto& entry : std::filesystem::directory_iterator(path("one"))) {
                EXPECT_EQ(content(entry.path()), content(path("two") / entry.path().filename())) << entry.path();
            }
        } else {
            EXPECT_EQ(content(path("one")), content(path("two")));
        }
        std::filesystem::remove_all(path("one"));
        std::filesystem::remove_all(path("two"));
    }
}

TEST_F(Export, ReplacesAnEarlierExportOnlyWhereAskedTo)
{
    for (const auto form : forms) {
        write(form, "it");
        EXPECT_THAT(refusal(form, "it", EarlierExport::refused), HasSubstr("add --replace"));
        write(form, "it", EarlierExport::replaced);
        EXPECT_THAT(names_in_folder(), UnorderedElementsAre("it"));
        std::filesystem::remove_all(path("it"));
    }
}

TEST_F(Export, NeverReplacesAnythingElse)
{
    std::ofstream(path("notes")) << "mine";
    std::filesystem::create_directory(path("folder"));
    std::ofstream(path("folder") / "notes") << "mine";
    for (const auto form : forms) {
        EXPECT_THAT(refusal(form, "notes", EarlierExport::replaced), HasSubstr("nothing was exported"));
        EXPECT_THAT(refusal(form, "folder", EarlierExport::replaced), HasSubstr("nothing was exported"));
    }
    write(ExportForm::csv, "tables");
    std::ofstream(path("tables") / "mine.txt") << "mine";
    EXPECT_THAT(refusal(ExportForm::csv, "tables", EarlierExport::replaced), HasSubstr("holds mine.txt"));
    EXPECT_EQ(content(path("notes")), "mine");
    EXPECT_THAT(names_in_folder(), UnorderedElementsAre("notes", "folder", "tables"));
}

TEST_F(Export, FillsAnEmptyFolderAndAFolderBehindALink)
{
    std::filesystem::create_directory(path("empty"));
    std::filesystem::create_directory_symlink(path("empty"), path("link"));
    write(ExportForm::csv, "link");
    EXPECT_TRUE(std::filesystem::is_symlink(path("link")));
    EXPECT_TRUE(std::filesystem::exists(path("empty") / "alternatives.csv"));
    write(ExportForm::csv, "link", EarlierExport::replaced);
    EXPECT_THAT(names_in_folder(), UnorderedElementsAre("empty", "link"));
}

TEST_F(Export, LeavesNothingWhereTheFolderIsMissing)
{
    for (const auto form : forms) {
        EXPECT_THROW(write(form, "missing/it"), ResultFileError);
    }
    EXPECT_THAT(names_in_folder(), IsEmpty());
}

void write_archive(const std::filesystem::path& path, const std::string& text)
{
    auto* archive = zipOpen64(path.c_str(), 0);
    ASSERT_NE(archive, nullptr);
    ASSERT_EQ(zipOpenNewFileInZip(archive, "part.xml", nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 6),
              ZIP_OK);
    ASSERT_EQ(zipWriteInFileInZip(archive, text.data(), static_cast<unsigned>(text.size())), ZIP_OK);
    ASSERT_EQ(zipCloseFileInZip(archive), ZIP_OK);
    ASSERT_EQ(zipClose(archive, nullptr), ZIP_OK);
}

TEST_F(Export, TakesNoOtherArchiveForAWorkbookOfItsOwn)
{
    write_archive(path("book"), "<letter/>");
    EXPECT_THAT(refusal(ExportForm::xlsx, "book", EarlierExport::replaced), HasSubstr("is no earlier export"));
    write(ExportForm::xlsx, "ours");
    EXPECT_THAT(workbook::author_of(path("ours")), testing::StartsWith("kamsim "));
}

TEST_F(Export, NoticesAWorkbookThatIsNotWhole)
{
    write_archive(path("good"), "<sheet><row>1</row></sheet>");
    EXPECT_NO_THROW(workbook::require_whole(path("good"), "it"));
    // What a full disk makes of a part: an end, or a piece, is missing.
    for (const auto* text : {"<sheet><row>1</row>", "<sheet><row>1</sheet>", ""}) {
        write_archive(path("bad"), text);
        EXPECT_THROW(workbook::require_whole(path("bad"), "it"), ResultFileError) << text;
    }
    write(ExportForm::xlsx, "book");
    auto bytes = content(path("book"));
    for (const std::size_t at : {bytes.size() / 4, bytes.size() / 2}) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        std::ofstream(path("bad"), std::ios::binary) << damaged;
        EXPECT_THROW(workbook::require_whole(path("bad"), "it"), ResultFileError) << at;
    }
    std::ofstream(path("bad"), std::ios::binary) << bytes.substr(0, bytes.size() - 100);
    EXPECT_THROW(workbook::require_whole(path("bad"), "it"), ResultFileError);
}

TEST(WorkbookText, IsReadAsItWas)
{
    EXPECT_EQ(workbook::cell_text("_x0041_"), "_x005F_x0041_") << "otherwise a spreadsheet shows A";
    EXPECT_EQ(workbook::cell_text("_x0041_x0042_"), "_x005F_x0041_x005F_x0042_");
    EXPECT_EQ(workbook::cell_text("_x41_ _xyz_"), "_x41_ _xyz_");
    EXPECT_EQ(workbook::cell_text("\xEF\xBF\xBE"), "\xEF\xBF\xBD") << "XML forbids U+FFFE";
    EXPECT_EQ(workbook::label_text("a\tb\x07"), "a b ");
}

TEST(WorkbookText, FitsACellAndEndsWithAWholeCharacter)
{
    EXPECT_EQ(workbook::cell_text("short \xC3\xBC"), "short \xC3\xBC");
    std::string text = "a";
    for (int i = 0; i < 20'000; ++i) {
        text += "\xC3\xBC"; // two bytes, so that 32,000 bytes end within one
    }
    const auto cut = workbook::cell_text(text);
    EXPECT_LT(cut.size(), 32'767U);
    EXPECT_EQ(cut.substr(0, 31'999), text.substr(0, 31'999));
    EXPECT_EQ(cut.substr(31'999, 1), " ") << "half of a character is left";
}

} // namespace
} // namespace kamsim
