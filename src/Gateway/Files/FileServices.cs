using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;

namespace Rooms.Gateway.Files;

internal static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddChecked<FilesOptions>(FilesOptions.Section).AddChecked<FileStoreOptions>(FileStoreOptions.Section);
        services.AddSingleton<FileStore>().AddSingleton<StoredBytes>().AddSingleton<FileUploads>().AddSingleton<FileLinks>().AddSingleton<FileScan>();
        services.AddSingleton<FileReading>().AddSingleton<FileRemoval>().AddSingleton<PictureScaler>().AddSingleton<Thumbnails>();
        return services.AddSingleton<FileSweep>().AddHostedService<FileSweeper>();
    }
}
