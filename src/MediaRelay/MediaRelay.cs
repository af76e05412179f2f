using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rooms.Configuration;
using Rooms.Contracts.Shutdown;
using Rooms.Edge;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Endpoints.Fmp4;
using Rooms.MediaRelay.Endpoints.Hls;
using Rooms.MediaRelay.Endpoints.HttpFlv;
using Rooms.MediaRelay.Endpoints.Rtmp;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay;

/// <summary>The media node: carries streams from publishers to viewers. What it may carry, the control plane says.</summary>
public static class MediaRelay
{
    public static WebApplicationBuilder AddMediaRelay(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddControl(provider => provider.GetRequiredService<RtmpServer>().Port, provider => provider.GetRequiredService<RtmpServer>().TlsPort);
        builder.Services.AddEdge();
        AddFrames(builder.Services);
        AddRtmp(builder.Services);
        builder.Services.AddWeb();
        builder.Services.AddHttpFlv();
        builder.Services.AddFmp4();
        builder.Services.AddHls();
        return builder;
    }

    public static WebApplication MapMediaRelay(this WebApplication app)
    {
        // Observable instruments live as long as their owner: somebody must ask for it once.
        app.Services.GetRequiredService<RelayGauges>();
        app.MapEdge();
        // Without a gateway there are no sessions: this machine only.
        app.MapMetrics(context => context.Request.IsLocal());
        app.MapWeb();
        return app;
    }

    private static void AddFrames(IServiceCollection services)
    {
        services.AddChecked<FanOutOptions>(FanOutOptions.Section);
        services.AddChecked<MergeOptions>(MergeOptions.Section);
        services.AddChecked<LiveOptions>(LiveOptions.Section);
        services.AddSingleton<BufferPool>();
        services.AddSingleton<FramePool>();
        services.AddSingleton<BlockPool>();
        services.AddSingleton<FanOut>();
        services.AddSingleton<RelayMetrics>();
        services.AddSingleton<RelayGauges>();
        services.AddSingleton<StreamAccounts>();
        services.AddSingleton<ISwept>(provider => provider.GetRequiredService<StreamAccounts>());
        services.AddSingleton<AppAudiences>();
        services.AddSingleton<LiveStreamsContext>();
        services.AddSingleton<LiveStreams>();
        services.AddSingleton<ISwept>(provider => provider.GetRequiredService<LiveStreams>());
        services.AddHostedService<RelaySweeper>();
        services.AddSingleton<IDraining, CarriedMedia>();
        services.AddHostedService<ViewerFarewell>();
    }

    private static void AddRtmp(IServiceCollection services)
    {
        services.AddChecked<RtmpOptions>(RtmpOptions.Section);
        services.AddChecked<RtmpLimitOptions>(RtmpLimitOptions.Section);
        services.AddSingleton<AddressTable>();
        services.AddSingleton<RtmpServices>();
        services.AddSingleton<RtmpServer>();
        services.AddSingleton<ISwept>(provider => provider.GetRequiredService<RtmpServer>());
        services.AddHostedService(provider => provider.GetRequiredService<RtmpServer>());
    }
}
