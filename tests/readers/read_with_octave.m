% Writes what the netCDF package of Octave reads of a file: read_with_octave.m <file> <list> <folder>
% A line of the list is the path of a variable, a space, and the name of its dump. The first index of Octave runs fastest
% and is the last dimension of the file, so that a dump has the order of the file.
pkg load netcdf
arguments = argv();
folder = arguments{3};
file = netcdf_open(arguments{1}, "NC_NOWRITE");
list = fopen(arguments{2}, "r");
while ischar(line = fgetl(list))
    words = strsplit(line, " ");
    parts = strsplit(words{1}, "/");
    group = file;
    for k = 1:numel(parts) - 1
        group = netcdf_inqNcid(group, parts{k});
    end
    variable = netcdf_inqVarID(group, parts{end});
    if numel(parts) == 1
        values = ncread(arguments{1}, words{1}); % what its users call; it knows no groups
    else
        values = netcdf_getVar(group, variable);
    end
    dump = fopen(fullfile(folder, [words{2} ".bin"]), "w", "ieee-le");
    if ischar(values)
        fwrite(dump, uint8(values), "uint8");
    else
        fwrite(dump, double(values), "float64");
    end
    fclose(dump);
    [name, type, dimensions, attributes] = netcdf_inqVar(group, variable);
    names = cell(1, numel(dimensions));
    for k = 1:numel(dimensions)
        names{k} = netcdf_inqDim(group, dimensions(k));
    end
    units = "";
    for k = 0:attributes - 1
        if strcmp(netcdf_inqAttName(group, variable, k), "units")
            units = netcdf_getAtt(group, variable, "units");
        end
    end
    notes = fopen(fullfile(folder, [words{2} ".txt"]), "w");
    fprintf(notes, "%s\n%s\n", strjoin(fliplr(names), " "), units);
    fclose(notes);
end
fclose(list);
netcdf_close(file);
