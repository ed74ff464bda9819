% Writes what the netCDF package of Octave reads of a file: read_with_octave.m <file> <list> <folder>
% A line of the list is the path of a variable, a space, and the name of its dump. The first index of Octave runs fastest
% and is the last dimension of the file, so that a dump has the order of the file.
pkg load netcdf
arguments = argv();
file = arguments{1};
folder = arguments{3};
list = fopen(arguments{2}, "r");
while ischar(line = fgetl(list))
    words = strsplit(line, " ");
    values = ncread(file, words{1});
    dump = fopen(fullfile(folder, [words{2} ".bin"]), "w", "ieee-le");
    if ischar(values)
        fwrite(dump, uint8(values), "uint8");
    else
        fwrite(dump, double(values), "float64");
    end
    fclose(dump);
    about = ncinfo(file, words{1});
    units = "";
    for k = 1:numel(about.Attributes)
        if strcmp(about.Attributes(k).Name, "units")
            units = about.Attributes(k).Value;
        end
    end
    notes = fopen(fullfile(folder, [words{2} ".txt"]), "w");
    fprintf(notes, "%s\n%s\n", strjoin(fliplr({about.Dimensions.Name}), " "), units);
    fclose(notes);
end
fclose(list);
