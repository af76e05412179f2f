using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rooms.Configuration;
using Rooms.Contracts.Data;
using Rooms.Grains.Apps;
using Rooms.Grains.Directory;
using Rooms.Grains.Journal;
using Rooms.Grains.Relays;
using Rooms.Grains.Rooms;
using Rooms.Grains.Users;
using Rooms.Grains.Webhooks;
using Rooms.Grains.Words;
using Rooms.Silo.Sqlite;
using Rooms.Silo.Webhooks;
using Rooms.Silo.Words;

namespace Rooms.Silo;

public static class SiloExtensions
{
    /// <summary>Hosts the grains in this process: engine, journal and storage.</summary>
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<DataOptions>(DataOptions.Section);
        builder.Services.AddChecked<RoomsOptions>(RoomsOptions.Section);
        builder.Services.AddChecked<UsersOptions>(UsersOptions.Section);
        builder.Services.AddChecked<RelayOptions>(RelayOptions.Section);
        builder.Services.AddChecked<StorageOptions>(StorageOptions.Section);
        builder.Services.AddChecked<OutboxOptions>(OutboxOptions.Section);
        builder.Services.AddSingleton<IConfigureOptions<SubscriptionsOptions>, SubscriptionsReader>().AddReloadable<SubscriptionsOptions>();
        builder.Services.AddSingleton<IWebhookSubscriptions, ConfiguredSubscriptions>();
        builder.Services.AddSingleton<IConfigureOptions<WordListsOptions>, WordListsReader>().AddReloadable<WordListsOptions>();
        builder.Services.AddSingleton<IAppWords, ConfiguredWords>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        // Before the engine: the store opens first and closes last.
        AddStorage(builder.Services);
        Engine.AddTo(builder);
        builder.Services.AddHealthChecks().AddCheck<SiloHealth>("silo", tags: ["ready"]);
        return builder;
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<RoomMetrics>();
        services.AddSingleton<SqliteStorage>();
        services.AddSingleton<SqliteRoomListings>();
        services.AddSingleton<IRoomListings>(provider => provider.GetRequiredService<SqliteRoomListings>());
        services.AddSingleton<IStreamPlaces, SqliteStreamPlaces>();
        services.AddSingleton<IJournalStore, SqliteJournalStore>();
        services.AddSingleton<IStoredData, SqliteStoredData>();
        services.AddSingleton<IUsageStore, SqliteUsageStore>();
        services.AddSingleton<SqliteOutboxStore>();
        services.AddSingleton<IOutboxStore>(provider => provider.GetRequiredService<SqliteOutboxStore>());
        services.AddHostedService<OutboxPurge>();
        services.AddHostedService<StorageLifetime>();
        services.AddSingleton<RoomPurge>();
        services.AddHostedService(provider => provider.GetRequiredService<RoomPurge>());
    }
}
