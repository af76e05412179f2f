using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;
using Orleans.Storage;
using Rooms.Silo.Sqlite;

namespace Rooms.Silo;

/// <summary>The grains in this process alone, on <c>src/Orleans.Embedded</c>.</summary>
internal static class Engine
{
    /// <summary>What is wanted instead of <see cref="StorageOptions.PostgreSql"/>.</summary>
    public const string WithoutPostgreSql = "nothing: this is the embedded build, which keeps its data in Data:Directory. Unset it, or build with -p:ActorEngine=Orleans";

    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.Configure<FaultOptions>(builder.Configuration.GetSection(FaultOptions.Section));
        builder.Services.AddSingleton<IReminderStore, SqliteReminderStore>();
        builder.UseOrleans(silo =>
        {
            silo.Services.AddSingleton<IGrainStorage, SqliteGrainStorage>();
            silo.AddIncomingGrainCallFilter<TraceFilter>();
        });
    }
}
