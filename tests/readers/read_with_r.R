# Writes what R's package ncdf4 reads of a file: read_with_r.R <file> <list> <folder>
# A line of the list is the path of a variable, a space, and the name of its dump. The first index of R runs fastest and is
# the last dimension of the file, so that a dump has the order of the file.
library(ncdf4)
arguments <- commandArgs(trailingOnly = TRUE)
file <- nc_open(arguments[1])
for (line in readLines(arguments[2])) {
    words <- strsplit(line, " ")[[1]]
    values <- ncvar_get(file, words[1])
    dump <- file.path(arguments[3], words[2])
    if (is.character(values)) {
        writeLines(enc2utf8(as.vector(values)), paste0(dump, ".bin"), useBytes = TRUE)
    } else {
        writeBin(as.double(values), paste0(dump, ".bin"), size = 8, endian = "little")
    }
    variable <- file$var[[words[1]]]
    # The variable of a dimension is not among the variables.
    dimensions <- if (is.null(variable)) words[1] else rev(sapply(variable$dim, function(d) d$name))
    units <- ncatt_get(file, words[1], "units")
    writeLines(enc2utf8(c(paste(dimensions, collapse = " "), if (units$hasatt) units$value else "")),
               paste0(dump, ".txt"), useBytes = TRUE)
}
nc_close(file)
