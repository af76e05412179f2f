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
    public const string NoPostgreSql =
        "Storage:PostgreSql is set, but this is the embedded build, which keeps its data in Data:Directory: build with -p:ActorEngine=Orleans, or unset it";

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
