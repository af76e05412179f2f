using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rooms.Grains.Directory;
using Rooms.Grains.Journal;
using Rooms.Silo.Sqlite;

namespace Rooms.Silo;

public static class SiloExtensions
{
    /// <summary>Hosts the grains in this process: engine, journal and storage.</summary>
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DataOptions>().BindConfiguration(DataOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        AddStorage(builder.Services);
        builder.Services.AddHealthChecks().AddCheck<SiloHealth>("silo", tags: ["ready"]);
        return builder;
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<SqliteStorage>();
        services.AddSingleton<SqliteRoomListings>();
        services.AddSingleton<IRoomListings>(provider => provider.GetRequiredService<SqliteRoomListings>());
        services.AddSingleton<IStreamPlaces, SqliteStreamPlaces>();
        services.AddSingleton<IJournalStore, SqliteJournalStore>();
        services.AddHostedService<StorageLifetime>();
    }
}
