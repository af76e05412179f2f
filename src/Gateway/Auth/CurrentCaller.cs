using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Auth;

/// <summary>
/// The caller within an app. An operator's token has none: it reaches every app as its admin, and names the one it means with <c>?app=</c>.
/// </summary>
internal sealed class CurrentCaller : IArgument
{
    private CurrentCaller(Caller value, Problem? refused) => (Value, Refused) = (value, refused);

    public Caller Value { get; }

    public Problem? Refused { get; }

    public string App => Value.App;

    public static ValueTask<CurrentCaller> BindAsync(HttpContext context) => ValueTask.FromResult(Bind(context));

    private static CurrentCaller Bind(HttpContext context)
    {
        var caller = context.Features.Get<Caller>() ?? throw new InvalidOperationException("the route is not behind authentication");
        if (!caller.Has(Roles.Operator)) return new CurrentCaller(caller, null);
        var name = context.Request.Query["app"].ToString();
        var apps = context.RequestServices.GetRequiredService<Apps>();
        if (!apps.TryFind(name, out var app))
            return new CurrentCaller(caller, new Problem(ErrorCodes.BodyInvalid, "app: an operator names a configured app with ?app="));
        return new CurrentCaller(caller with { App = app.Name, Roles = Roles.Operator | Roles.Admin, Quotas = apps.QuotasOf(app.Name) }, null);
    }
}
