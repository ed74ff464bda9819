#include "scenario/header_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kamsim {

namespace {

struct Synonyms {
    std::string_view ours;
    std::string_view phrases; ///< separated by |, in plain small letters
};

constexpr std::array<Synonyms, 26> all_synonyms{{
    {"id", "id|account id|customer id|customer no|customer number|customer nr|account no|account number|client id|"
           "company id|kundennummer|kunden nr|kundennr|kunden id|kdnr|debitor|debitorennummer|numero client|"
           "code client|id client|codice cliente|id cliente|numero cliente|codigo cliente|cliente "
           "id|customer|key|code|codice|codigo|nr|nummer|number|numero|no"},
    {"name", "name|account name|account|customer name|company|company name|client name|kunde|kundenname|firma|"
             "firmenname|unternehmen|nom|nom du client|raison sociale|societe|client|ragione sociale|cliente|"
             "nome cliente|azienda|nombre|empresa|razon social|nombre del cliente"},
    {"segment", "segment|industry|sector|vertical|market|branche|segmento|marktsegment|secteur|secteur d activite|"
                "settore|mercato|sector de actividad|industria|region|country|land|pays|paese|pais|territory|gebiet"},
    {"status", "status|account status|customer status|type|account type|typ|kundenstatus|kundentyp|statut|stato|estado|"
               "tipo"},
    {"revenue", "revenue|annual revenue|yearly revenue|sales|annual sales|turnover|net sales|arr|mrr|"
                "annual recurring revenue|monthly recurring revenue|acv|spend with us|umsatz|jahresumsatz|"
                "nettoumsatz|erlose|chiffre d affaires|ca|ca annuel|ventes|fatturato|fatturato annuo|ricavi|vendite|"
                "facturacion|ingresos|ventas|cifra de negocios"},
    {"wallet", "wallet|total spend|customer spend|potential|sales potential|budget|total wallet|addressable spend|"
               "potenzial|umsatzpotenzial|einkaufsvolumen|bedarf|potentiel|budget total|potenziale|spesa totale|"
               "potencial|gasto total"},
    {"cells", "cells|divisions x offers|possible products|fields"},
    {"live_cells", "live cells|products in use|products bought|active products|gekaufte produkte"},
    {"growth", "growth|growth rate|wachstum|wachstumsrate|croissance|crescita|crecimiento"},
    {"volatility", "volatility|volatilitat|volatilite|volatilita|volatilidad"},
    {"gross_margin", "gross margin|margin|gm|marge|bruttomarge|rohertrag|deckungsbeitrag|marge brute|margine|"
                     "margine lordo|margen|margen bruto"},
    {"cost_to_serve", "cost to serve|service cost|servicekosten|betreuungskosten|cout de service|costo di servizio|"
                      "coste de servicio"},
    {"relationship", "relationship|relationship score|relationship strength|beziehung|beziehungsstarke|"
                     "kundenbeziehung|relation|relazione|relacion"},
    {"satisfaction", "satisfaction|csat|health score|customer health|customer satisfaction|satisfaction "
                     "score|zufriedenheit|kundenzufriedenheit|"
                     "satisfaction client|soddisfazione|satisfaccion"},
    {"competition", "competition|competitive pressure|competitor threat|wettbewerb|wettbewerbsdruck|concurrence|"
                    "concorrenza|competencia"},
    {"contract_term", "contract term|contract length|contract duration|term|laufzeit|vertragslaufzeit|"
                      "duree du contrat|duree|durata contratto|durata|duracion del contrato|duracion"},
    {"next_renewal", "next renewal|renewal|renewal date|contract end|contract end date|end date|expiry|expiry date|"
                     "expiration date|vertragsende|verlangerung|ablaufdatum|laufzeitende|date de renouvellement|"
                     "echeance|fin de contrat|rinnovo|scadenza|scadenza contratto|data di rinnovo|renovacion|"
                     "fecha de renovacion|vencimiento|fin de contrato"},
    {"contract_start", "contract start|contract start date|start date|contract begin|vertragsbeginn|vertragsstart|"
                       "debut du contrat|date de debut|inizio contratto|data inizio|inicio de contrato|"
                       "fecha de inicio"},
    {"fit", "fit|strategic fit|passung|cultural fit"},
    {"logo", "logo|reference value|prestige|referenzwert|strategic importance"},
    {"global_share", "global share|international share|cross border share|anteil international"},
    {"demanding", "demanding|service expectation|anspruch|exigence"},
    {"partner", "partner|partnership|is partner|partenaire|socio"},
    {"tender", "tender|rfp|buys by tender|ausschreibung|appel d offres|gara|gara d appalto|licitacion"},
    {"key_now", "key account|key now|is key account|key|schlusselkunde|grosskunde|grand compte|compte cle|"
                "cliente chiave|cuenta clave|strategic account"},
    {"manager", "manager|account manager|kam|key account manager|account owner|owner|betreuer|kundenbetreuer|"
                "responsable|charge de compte|responsabile|gestor|ejecutivo de cuenta"},
}};

/// Letters of Latin-1 and neighbours without their accents; what is not here and not ASCII becomes a space.
struct Letter {
    std::string_view from;
    std::string_view to;
};
constexpr std::array<Letter, 52> plain_letters{
    {{"ä", "a"},  {"Ä", "a"},  {"á", "a"},  {"à", "a"},     {"â", "a"},     {"Á", "a"},     {"À", "a"},
     {"Â", "a"},  {"ã", "a"},  {"å", "a"},  {"Å", "a"},     {"ç", "c"},     {"Ç", "c"},     {"é", "e"},
     {"è", "e"},  {"ê", "e"},  {"ë", "e"},  {"É", "e"},     {"È", "e"},     {"Ê", "e"},     {"í", "i"},
     {"ì", "i"},  {"î", "i"},  {"ï", "i"},  {"Í", "i"},     {"ñ", "n"},     {"Ñ", "n"},     {"ó", "o"},
     {"ò", "o"},  {"ô", "o"},  {"ö", "o"},  {"Ó", "o"},     {"Ö", "o"},     {"õ", "o"},     {"ø", "o"},
     {"Ø", "o"},  {"ú", "u"},  {"ù", "u"},  {"û", "u"},     {"ü", "u"},     {"Ú", "u"},     {"Ü", "u"},
     {"ß", "ss"}, {"œ", "oe"}, {"æ", "ae"}, {"€", " eur "}, {"$", " usd "}, {"£", " gbp "}, {"%", " percent "},
     {"ÿ", "y"},  {"ý", "y"},  {"Ù", "u"}}};

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char letter : text) {
        const bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (is_letter) {
            word += letter;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    if (!word.empty()) {
        words.push_back(word);
    }
    return words;
}

/// Words that say in what, not what: they do not count against a match.
constexpr std::string_view unit_words = "eur usd gbp chf sek nok dkk pln czk jpy keur teur kusd kgbp kchf tsd thousand "
                                        "thousands k mio meur million millions percent p a pa annual yearly per year "
                                        "jahr an anno ano months monate mois mesi meses days tage years jahre score "
                                        "rating 0 1 5 10 100 in of date datum fy";

bool contains_in_order(const std::vector<std::string>& words, const std::vector<std::string>& phrase)
{
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
}

bool is_year(std::string_view word)
{
    return word.size() == 4 && (word.starts_with("19") || word.starts_with("20"));
}

} // namespace

std::vector<std::string> header_words(std::string_view header)
{
    std::string plain;
    for (std::size_t i = 0; i < header.size();) {
        const auto letter = std::find_if(plain_letters.begin(), plain_letters.end(),
                                         [&](const Letter& entry) { return header.substr(i).starts_with(entry.from); });
        if (letter != plain_letters.end()) {
            plain += letter->to;
            i += letter->from.size();
            continue;
        }
        const char c = header[i];
        // CustomerName and customer_name are two words each.
        const bool starts_word = c >= 'A' && c <= 'Z' && i > 0 && header[i - 1] >= 'a' && header[i - 1] <= 'z';
        plain += starts_word ? " " : "";
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        ++i;
    }
    return split(plain);
}

bool has_one_of(const std::vector<std::string>& header, std::string_view words)
{
    const std::vector<std::string> wanted = split(words);
    return std::find_first_of(header.begin(), header.end(), wanted.begin(), wanted.end()) != header.end();
}

std::vector<ColumnMeaning> meanings_of(const std::vector<std::string>& header)
{
    const std::vector<std::string> units = split(unit_words);
    std::vector<ColumnMeaning> meanings;
    for (const Synonyms& synonyms : all_synonyms) {
        ColumnMeaning best{synonyms.ours, {}, 0, false};
        std::string_view rest = synonyms.phrases;
        while (!rest.empty()) {
            const std::string_view phrase = rest.substr(0, rest.find('|'));
            rest.remove_prefix(std::min(phrase.size() + 1, rest.size()));
            const std::vector<std::string> words = split(phrase);
            if (!contains_in_order(header, words)) {
                continue;
            }
            const auto others = std::count_if(header.begin(), header.end(), [&](const std::string& word) {
                return std::find(words.begin(), words.end(), word) == words.end()
                       && std::find(units.begin(), units.end(), word) == units.end() && !is_year(word);
            });
            const std::size_t strength = 2 * words.size() + (others == 0 ? 10 : 0);
            if (strength > best.strength) {
                best = {synonyms.ours, phrase, strength, others == 0};
            }
        }
        if (best.strength > 0) {
            meanings.push_back(best);
        }
    }
    std::stable_sort(meanings.begin(), meanings.end(), [](const ColumnMeaning& left, const ColumnMeaning& right) {
        return left.strength > right.strength;
    });
    return meanings;
}

} // namespace kamsim
